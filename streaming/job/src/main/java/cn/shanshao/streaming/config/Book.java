package cn.shanshao.streaming.config;

import cn.shanshao.detect.Method;
import cn.shanshao.detect.Rule;
import cn.shanshao.detect.Scope;
import cn.shanshao.detect.rain.AfterQuake;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.EventConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Manifest;
import cn.shanshao.ingest.wire.PointConfig;
import cn.shanshao.ingest.wire.RuleConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The configuration of all divisions, ready to be looked up in. */
public final class Book {
    private record Scoped(String division, RuleConfig rule) {}

    private final Map<String, DivisionConfig> documents = new TreeMap<>();
    private final Map<String, Assigned> devices = new HashMap<>();
    private final Set<String> gateways = new HashSet<>();
    private final Map<String, PointConfig> points = new HashMap<>();
    private final Map<String, List<Assigned>> byPoint = new HashMap<>();
    private final Map<String, List<Scoped>> rules = new TreeMap<>();
    private final Map<String, List<Rule>> channels = new HashMap<>();
    private final List<EventConfig> events = new ArrayList<>();

    /**
     * Takes the document of a division in place of the one before.
     *
     * @return {@code false} when it is not newer than what is here
     */
    public boolean take(String division, byte[] json) {
        var document = Json.read(json, DivisionConfig.class);
        var before = documents.get(division);
        if (before != null && Stamp.of(document).compareTo(Stamp.of(before)) <= 0) {
            return false;
        }
        documents.put(division, document);
        index();
        return true;
    }

    /** Whether something newer is here. */
    public boolean isOlder(String division, byte[] json) {
        var before = documents.get(division);
        return before != null && Stamp.of(Json.read(json, DivisionConfig.class)).compareTo(Stamp.of(before)) < 0;
    }

    /** The divisions that the manifest does not name: they are gone. */
    public Set<String> retire(byte[] manifestJson) {
        var manifest = Json.read(manifestJson, Manifest.class);
        var gone = new java.util.TreeSet<String>();
        documents.forEach((division, document) -> {
            if (!manifest.divisions().containsKey(division) && document.epoch() <= manifest.epoch()) {
                gone.add(division);
            }
        });
        documents.keySet().removeAll(gone);
        if (!gone.isEmpty()) {
            index();
        }
        return gone;
    }

    private void index() {
        List.of(devices, points, byPoint, rules, channels).forEach(Map::clear);
        gateways.clear();
        events.clear();
        documents.values().forEach(document -> events.addAll(document.events()));
        documents.values().forEach(document -> document.points().forEach(point -> points.put(point.id(), point)));
        documents.forEach((division, document) -> {
            document.rules()
                    .forEach(rule -> rules.computeIfAbsent(rule.id(), id -> new ArrayList<>())
                            .add(new Scoped(division, rule)));
            document.devices().forEach(device -> assign(division, device));
        });
    }

    private void assign(String division, DeviceConfig device) {
        var point = device.pointId() == null ? null : points.get(device.pointId());
        var assigned = new Assigned(device, point, point == null ? division : point.division(), division);
        devices.put(device.id(), assigned);
        if (device.gateway() != null) {
            gateways.add(device.gateway());
        }
        if (device.pointId() != null) {
            byPoint.computeIfAbsent(device.pointId(), id -> new ArrayList<>()).add(assigned);
        }
    }

    public @Nullable Assigned device(String id) {
        return devices.get(id);
    }

    public Collection<Assigned> devices() {
        return devices.values();
    }

    /** Whether others send through it. */
    public boolean isGateway(String device) {
        return gateways.contains(device);
    }

    public List<Assigned> devicesOf(String point) {
        return byPoint.getOrDefault(point, List.of());
    }

    public @Nullable PointConfig point(String id) {
        return points.get(id);
    }

    public Collection<PointConfig> points() {
        return points.values();
    }

    public Set<String> divisions() {
        return documents.keySet();
    }

    /**
     * The rule of that id that holds for a device: its county's before its province's. Limits of rain may be lowered, for
     * a time, after an earthquake nearby: it knows of those.
     */
    public @Nullable RuleConfig rule(Assigned device, String id) {
        var rule = plainRule(device, id);
        var point = device.point();
        if (rule == null || point == null || events.isEmpty() || !isOfRain(rule)) {
            return rule;
        }
        return AfterQuake.noted(rule, point.lon(), point.lat(), events);
    }

    private static boolean isOfRain(RuleConfig rule) {
        return Method.of(rule.method())
                .filter(method -> method.kind() == AlertKind.RAINFALL)
                .isPresent();
    }

    private @Nullable RuleConfig plainRule(Assigned device, String id) {
        return rules.getOrDefault(id, List.of()).stream()
                .filter(scoped -> holdsIn(scoped.division, device.document()))
                .min(Comparator.comparingInt(scoped -> distance(scoped.division, device.document())))
                .map(Scoped::rule)
                .orElse(null);
    }

    /** Whether what stands in the document of a division holds in that of another: in its own, and in those below it. */
    public boolean holdsIn(String division, String document) {
        return distance(division, document) >= 0;
    }

    /** How many divisions up the tree, or, where a document does not tell of it, by codes; below 0 for nowhere. */
    private int distance(String division, String document) {
        var known = documents.get(document);
        if (division.equals(document) || known == null || known.above().isEmpty()) {
            return document.startsWith(division) ? document.length() - division.length() : -1;
        }
        var place = known.above().indexOf(division);
        return place < 0 ? -1 : place + 1;
    }

    /** The rules that watch one channel. What stands in a province's document holds in its counties too. */
    public List<Rule> rules(Assigned device, String quantity) {
        return channels.computeIfAbsent(device.device().id() + "~" + quantity, key -> find(device, quantity));
    }

    private List<Rule> find(Assigned device, String quantity) {
        var channel = device.channel(quantity);
        var found = new ArrayList<Rule>();
        for (var id : rules.keySet()) {
            var rule = rule(device, id);
            if (rule != null
                    && Method.of(rule.method()).isPresent()
                    && Scope.covers(rule.appliesTo(), device.device(), device.point(), quantity)) {
                found.add(Rule.of(rule, channel));
            }
        }
        return found.stream()
                .filter(rule -> found.stream().noneMatch(other -> takesThePlaceOf(other, rule)))
                .toList();
    }

    /** A rule for one slope in place of the general one; a shadow only looks. */
    private static boolean takesThePlaceOf(Rule other, Rule rule) {
        return !other.config().shadow() && rule.id().equals(other.config().replaces());
    }
}
