package cn.shanshao.allinone;

import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.DangerZone;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.Dossier;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Household.Unit;
import cn.shanshao.center.residents.HouseholdKind;
import cn.shanshao.center.residents.PointCard;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.center.rules.Rules;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.sim.demo.Demo;
import cn.shanshao.sim.demo.DemoContact;
import cn.shanshao.sim.demo.DemoDevice;
import cn.shanshao.sim.demo.DemoGully;
import cn.shanshao.sim.demo.DemoHousehold;
import cn.shanshao.sim.demo.DemoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Puts the demo into the registry. What is there already stays as the operator left it. */
record DemoSeed(Registry registry, Residents residents, Rules rules, Demo demo) {
    private static final String WHO = "demo";

    /** Where everybody goes who has no other place; made up, as all of the demo is. */
    private static final PointCard CARD = new PointCard(
            0,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            "镇中心小学",
            "沿村道向东",
            "连续鸣锣、警报长鸣",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);

    /** How long its standing orders hold. */
    private static final Duration ORDERED = Duration.ofDays(365);

    /** Never beside live points: who starts the demo looks first, and while it runs nobody makes any. */
    void sow() {
        var fresh =
                demo.points().stream().filter(this::isNew).map(DemoPoint::id).collect(Collectors.toSet());
        demo.points().stream()
                .filter(point -> fresh.contains(point.id()))
                .forEach(point -> registry.savePoint(point(point), WHO));
        demo.contacts().stream().filter(this::isNew).forEach(contact -> registry.saveContact(contact(contact), WHO));
        demo.households().stream().map(DemoHousehold::pointId).distinct().forEach(this::settle);
        var divisions = demo.points().stream().collect(Collectors.toMap(DemoPoint::id, DemoPoint::division));
        demo.devices().stream()
                .filter(this::isNew)
                .forEach(device -> registry.saveDevice(
                        device(device, Objects.requireNonNull(divisions.get(device.pointId()))), WHO));
        // its stations and sirens are devices of the point, so they come first
        demo.gullies().stream()
                .filter(gully -> fresh.contains(gully.pointId()))
                .forEach(gully -> registry.savePoint(with(registry.getPoint(gully.pointId()), gully), WHO));
        demo.rules().stream().filter(rule -> rules.find(rule.id()).isEmpty()).forEach(rule -> rules.save(rule, WHO));
    }

    /** Once for a point, also one that an earlier version made: whoever takes a household off the roster means it. */
    private void settle(String pointId) {
        if (!residents.hadHouseholds(pointId)) {
            demo.households().stream()
                    .filter(household -> household.pointId().equals(pointId))
                    .forEach(household -> residents.save(household(household), WHO));
        }
        if (residents.findCard(pointId, Instant.now()).isEmpty()) {
            residents.save(registry.getPoint(pointId), CARD, WHO);
        }
    }

    /** New passwords for every device of the demo; they stay in memory. */
    Map<String, String> rotate() {
        var passwords = new HashMap<String, String>();
        demo.devices().forEach(device -> passwords.put(device.id(), registry.issueCredentials(device.id(), WHO)));
        return passwords;
    }

    private boolean isNew(DemoPoint point) {
        return registry.findPoint(point.id()).isEmpty();
    }

    private boolean isNew(DemoContact contact) {
        return registry.findContact(contact.id()).isEmpty();
    }

    private boolean isNew(DemoDevice device) {
        return registry.findDevice(device.id()).isEmpty();
    }

    private static HazardPoint point(DemoPoint p) {
        return new HazardPoint(
                p.id(),
                0,
                p.unifiedNumber(),
                p.name(),
                p.kind(),
                p.division(),
                Realm.EXERCISE,
                p.lon(),
                p.lat(),
                p.people(),
                p.villages(),
                List.of(),
                null,
                dossier(p));
    }

    /** A made-up zone that widens downhill, to the south. */
    private static Dossier dossier(DemoPoint p) {
        var zone = DangerZone.around(
                p.lon() - 0.0012,
                p.lat() + 0.001,
                p.lon() - 0.0025,
                p.lat() - 0.004,
                p.lon() + 0.0025,
                p.lat() - 0.004,
                p.lon() + 0.0012,
                p.lat() + 0.001);
        return new Dossier(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, zone);
    }

    private static HazardPoint with(HazardPoint p, DemoGully gully) {
        return new HazardPoint(
                p.id(),
                p.version(),
                p.unifiedNumber(),
                p.name(),
                p.kind(),
                p.division(),
                p.realm(),
                p.lon(),
                p.lat(),
                p.people(),
                p.villages(),
                gully.order(Instant.now().plus(ORDERED)).stream().toList(),
                gully.flow(),
                p.dossier());
    }

    private static Contact contact(DemoContact c) {
        return new Contact(
                c.id(), c.pointId(), c.name(), c.phone(), ContactRole.valueOf(c.role()), c.language(), Realm.EXERCISE);
    }

    private static Household household(DemoHousehold h) {
        return new Household(
                h.id(),
                0,
                h.pointId(),
                h.number(),
                HouseholdKind.FAMILY,
                h.name(),
                h.people(),
                "演示户",
                null,
                List.of(),
                h.phones().stream().map(phone -> new Line(h.name(), phone)).toList(),
                h.language(),
                null,
                null,
                null,
                h.shelter() == null ? null : new Unit(h.shelter(), null, null),
                null,
                null,
                null,
                null,
                h.lon(),
                h.lat(),
                Realm.EXERCISE);
    }

    private static Device device(DemoDevice d, String division) {
        return new Device(
                d.id(),
                0,
                d.pointId(),
                division,
                d.name(),
                d.model(),
                d.gateway(),
                DeviceState.SERVICE,
                null,
                Realm.EXERCISE,
                0,
                Clock.REAL,
                d.interval(),
                d.power(),
                d.channels());
    }
}
