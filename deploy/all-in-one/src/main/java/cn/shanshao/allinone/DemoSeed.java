package cn.shanshao.allinone;

import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.DangerZone;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.Dossier;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.rules.Rules;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.sim.demo.Demo;
import cn.shanshao.sim.demo.DemoContact;
import cn.shanshao.sim.demo.DemoDevice;
import cn.shanshao.sim.demo.DemoGully;
import cn.shanshao.sim.demo.DemoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Puts the demo into the registry. What is there already stays as the operator left it. */
record DemoSeed(Registry registry, Rules rules, Demo demo) {
    private static final String WHO = "demo";

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
