package cn.shanshao.center;

import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Evidence;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A slope above Huadian with a GNSS station and a monitor, and alerts about it. */
public final class Scenery {
    public static final String HUADIAN = "220282";
    public static final String RULE = "gnss-displacement";
    public static final Instant BEGINNING = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private Scenery() {}

    /** A point with one device, {@code <point>-gnss}, and one monitor who has {@code phone}. */
    public static void slope(Registry registry, String point, String division, String phone) {
        registry.savePoint(
                new HazardPoint(
                        point,
                        0,
                        null,
                        "桦甸老岭沟后山",
                        "landslide",
                        division,
                        Realm.EXERCISE,
                        126.75,
                        42.97,
                        83,
                        List.of("老岭村"),
                        List.of()),
                "test");
        registry.saveContact(
                new Contact(point + "-m", point, "赵德福", phone, ContactRole.MONITOR, "zh", Realm.EXERCISE), "test");
        registry.saveDevice(
                new Device(
                        point + "-gnss",
                        0,
                        point,
                        division,
                        "老岭沟 GNSS 1",
                        "gnss",
                        null,
                        DeviceState.SERVICE,
                        null,
                        Realm.EXERCISE,
                        0,
                        Clock.REAL,
                        10,
                        null,
                        List.of(new Channel("displacement", "mm", null, List.of(), null))),
                "test");
    }

    /** {@code opening}: which episode; the same number, the same id. */
    public static Alert alert(String point, int opening, long seq, AlertState state, @Nullable Level level) {
        return alert(point, HUADIAN, opening, seq, state, level);
    }

    /** The same alert in the live realm. */
    public static Alert live(Alert a) {
        var json = Json.text(a).replace("\"exercise\"", "\"live\"");
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
    }

    /** The same alert from another instrument of the point, so an episode of its own. */
    public static Alert second(Alert a) {
        var json = Json.text(a).replace(a.id(), a.id() + "-second").replace(a.target(), a.pointId() + "-crack~crack");
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
    }

    public static Alert alert(
            String point, String division, int opening, long seq, AlertState state, @Nullable Level level) {
        var at = BEGINNING.plusSeconds(seq);
        return new Alert(
                point + "-e" + opening,
                seq,
                point + "-gnss~displacement",
                Realm.EXERCISE,
                state,
                level,
                level == null ? Level.RED : level,
                null,
                AlertKind.THRESHOLD,
                point,
                point + "-gnss",
                division,
                RULE,
                1,
                "displacement",
                52.13,
                "mm",
                48.0,
                0.9,
                false,
                null,
                BEGINNING.plusSeconds(opening),
                at,
                at,
                null,
                List.of(new Evidence(point + "-gnss", "displacement", 52.13, at, "52.1 ≥ 48 mm")),
                new Text("位移超限", "displacement beyond its limit"));
    }
}
