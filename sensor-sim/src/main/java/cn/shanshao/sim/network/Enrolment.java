package cn.shanshao.sim.network;

import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.sim.Usage;
import cn.shanshao.sim.centre.Centre;
import cn.shanshao.sim.demo.DemoContact;
import cn.shanshao.sim.demo.DemoDevice;
import cn.shanshao.sim.demo.DemoPoint;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes points, people, devices and rules of the network at the command centre, all of them in the exercise realm. What is
 * there already stays as the operator left it, but for the clock of the devices and the maintenance that is asked for.
 *
 * @param clock {@code real}, or {@code replay} where the time of the network is not the present
 * @param closed devices to put into maintenance, by their ids
 * @param until when that ends
 */
record Enrolment(
        Centre centre,
        String clock,
        Set<String> closed,
        @Nullable Instant until,
        PrintStream out) {
    private static final String REALM = "exercise";
    /** An order must end; the next run renews it. */
    private static final Duration ORDERED = Duration.ofDays(30);
    /** Nothing tells when the job has taken a change; until then it would judge by what held before. */
    private static final Duration CHANGE = Duration.ofSeconds(3);

    /** Answers the passwords of all logins: of the gateways, and of who has none. */
    Map<String, String> enrol(Network network) throws InterruptedException {
        var people = network.demo().contacts().stream().collect(Collectors.groupingBy(DemoContact::pointId));
        var made = 0;
        for (var point : network.points()) {
            if (!centre.hasPoint(point.id())) {
                centre.createPoint(form(point));
                people.getOrDefault(point.id(), List.of())
                        .forEach(person -> centre.addContact(point.id(), form(person)));
                made++;
            }
        }
        var changed = 0;
        for (var device : network.everything()) {
            changed += enrol(device) ? 1 : 0;
        }
        for (var rule : network.rules()) {
            if (!centre.hasRule(rule.id())) {
                centre.putRule(rule.id(), form(rule));
            }
        }
        network.points().stream().filter(Gullies::isOne).forEach(this::order);
        var passwords = new TreeMap<String, String>();
        network.everything().stream()
                .filter(device -> device.gateway() == null)
                .forEach(device -> passwords.put(device.id(), centre.credentials(device.id())));
        out.printf(
                "%d points (%d new), %d devices, %d rules, %d logins; exercise, clock %s%n",
                network.points().size(),
                made,
                network.everything().size(),
                network.rules().size(),
                passwords.size(),
                clock);
        if (changed > 0) {
            Thread.sleep(CHANGE.toMillis());
        }
        return passwords;
    }

    /** Renews the order that lets the siren of a gully sound, where it has run out. */
    private void order(DemoPoint gully) {
        var order = Gullies.order(gully, Instant.now().plus(ORDERED).truncatedTo(ChronoUnit.SECONDS));
        var holds = centre.standingOrders(gully.id()).stream()
                .filter(known -> known.path("id").asString("").equals(order.id()))
                .anyMatch(
                        known -> Instant.parse(known.path("until").asString("")).isAfter(Instant.now()));
        if (!holds) {
            var form = Json.read(Json.write(order), ObjectNode.class);
            form.remove("id");
            centre.putStandingOrder(gully.id(), order.id(), form);
        }
    }

    /** Whether a device that was there had to be changed. */
    private boolean enrol(DemoDevice device) {
        var known = centre.device(device.id());
        if (known.isEmpty()) {
            centre.create(form(device));
            return false;
        }
        if (!known.get().path("realm").asString("").equals(REALM)) {
            throw new Usage(device.id() + " is a live device: the network is an exercise and does not speak for it");
        }
        if (known.get() instanceof ObjectNode form && adapt(form, device)) {
            centre.replace(device.id(), form);
            return true;
        }
        return false;
    }

    private boolean adapt(ObjectNode form, DemoDevice device) {
        var before = form.deepCopy();
        form.put("clock", clock);
        if (closed.contains(device.id()) && until != null) {
            form.put("state", wire(DeviceState.MAINTENANCE));
            form.put("until", until.toString());
        }
        return !form.equals(before);
    }

    private static Map<String, Object> form(DemoPoint point) {
        var form = new LinkedHashMap<String, Object>();
        form.put("id", point.id());
        form.put("unifiedNumber", point.unifiedNumber());
        form.put("name", point.name());
        form.put("kind", point.kind());
        form.put("division", point.division());
        form.put("realm", REALM);
        form.put("lon", point.lon());
        form.put("lat", point.lat());
        form.put("people", point.people());
        form.put("villages", point.villages());
        if (Gullies.isOne(point)) {
            form.put("flow", Gullies.flow(point));
        }
        return form;
    }

    private static Map<String, Object> form(DemoContact person) {
        return Map.of(
                "name", person.name(),
                "phone", person.phone(),
                "role", person.role().toLowerCase(Locale.ROOT).replace('_', '-'),
                "language", person.language());
    }

    private Map<String, Object> form(DemoDevice device) {
        var form = new LinkedHashMap<String, Object>();
        form.put("id", device.id());
        form.put("pointId", device.pointId());
        form.put("name", device.name());
        form.put("model", device.model());
        form.put("realm", REALM);
        form.put("clock", clock);
        form.put("interval", device.interval());
        form.put("channels", device.channels());
        form.put("gateway", device.gateway());
        form.put("power", device.power());
        if (closed.contains(device.id()) && until != null) {
            form.put("state", wire(DeviceState.MAINTENANCE));
            form.put("until", until.toString());
        }
        return form;
    }

    /** As the wire has it, without what the centre itself says. */
    private static Map<String, Object> form(RuleConfig rule) {
        var form = new LinkedHashMap<String, Object>();
        Json.read(Json.write(rule), JsonNode.class)
                .properties()
                .forEach(field -> form.put(field.getKey(), field.getValue()));
        form.remove("approvedBy");
        return form;
    }

    private static String wire(DeviceState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
