package cn.shanshao.allinone.trial;

import cn.shanshao.ingest.mqtt.MqttConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A gully of the exercise realm with two stations, 600 m apart, and a village 1 200 m below the upper one; with sirens that
 * a standing order sounds when a debris flow passes both, and one household. Made as an operator makes it.
 */
public final class Gully {
    private static final Duration ORDERED = Duration.ofDays(1);
    /** From the upper station to the lower one. */
    private static final Duration WAY = Duration.ofSeconds(100);

    /** m of mud, above the red of the rule. */
    private static final double FLOW = 2.4;

    private final Desk desk;
    private final String pointId;

    private Gully(Desk desk, String pointId) {
        this.desk = desk;
        this.pointId = pointId;
    }

    /** The rule for every gully: mud of 0.5 m is yellow, of 2 m red. */
    public static void rule(Desk desk, String id) {
        desk.put(
                "/api/v1/rules/" + id,
                Map.of(
                        "id",
                        id,
                        "method",
                        "threshold",
                        "levels",
                        Map.of("yellow", 0.5, "red", 2.0),
                        "unit",
                        "m",
                        "appliesTo",
                        Map.of("quantity", "mud.level", "kinds", List.of("debris-flow"))));
    }

    /**
     * @param phone of the household, in the demo's range
     * @param sirens their ids
     */
    public static Gully make(Desk desk, String pointId, String phone, List<String> sirens) {
        var gully = new Gully(desk, pointId);
        gully.makePoint();
        var mud = List.<Map<String, Object>>of(Map.of("quantity", "mud.level", "unit", "m"));
        gully.makeDevice(gully.upper(), "mud", mud);
        gully.makeDevice(gully.lower(), "mud", mud);
        sirens.forEach(siren -> gully.makeDevice(siren, "siren", List.of()));
        gully.makeHousehold(phone);
        gully.makeOrder(sirens);
        return gully;
    }

    public String pointId() {
        return pointId;
    }

    public String upper() {
        return pointId + "-upper";
    }

    public String lower() {
        return pointId + "-lower";
    }

    private void makePoint() {
        desk.post(
                "/api/v1/points",
                Map.ofEntries(
                        Map.entry("id", pointId),
                        Map.entry("name", "试验沟"),
                        Map.entry("kind", "debris-flow"),
                        Map.entry("division", "220283"),
                        Map.entry("realm", "exercise"),
                        Map.entry("lon", 127.1),
                        Map.entry("lat", 44.4),
                        Map.entry("people", 4),
                        Map.entry("villages", List.of("东沟村")),
                        Map.entry(
                                "flow",
                                Map.of(
                                        "stations",
                                        List.of(
                                                Map.of("deviceId", upper(), "chainage", 0),
                                                Map.of("deviceId", lower(), "chainage", 600)),
                                        "village",
                                        1_200))));
    }

    private void makeDevice(String id, String model, List<Map<String, Object>> channels) {
        desk.post(
                "/api/v1/devices",
                Map.of(
                        "id", id,
                        "name", id,
                        "model", model,
                        "pointId", pointId,
                        "realm", "exercise",
                        "interval", 600,
                        "channels", channels));
    }

    private void makeHousehold(String phone) {
        desk.post(
                "/api/v1/points/" + pointId + "/households",
                Map.of(
                        "number",
                        "001",
                        "name",
                        "赵沟口",
                        "people",
                        4,
                        "address",
                        "东沟村1组",
                        "lines",
                        List.of(Map.of("name", "赵沟口", "phone", phone)),
                        "shelter",
                        Map.of("place", "东沟小学", "head", "孙校长")));
    }

    private void makeOrder(List<String> sirens) {
        desk.put(
                "/api/v1/points/%s/standing-orders/%s-order".formatted(pointId, pointId),
                Map.of(
                        "level",
                        "red",
                        "kinds",
                        List.of("debris-flow"),
                        "until",
                        Instant.now().plus(ORDERED).truncatedTo(ChronoUnit.SECONDS),
                        "sirens",
                        sirens));
    }

    /** A new MQTT password of a device. */
    public String password(String device) {
        return desk.post("/api/v1/devices/" + device + "/credentials", Map.of())
                .get("password")
                .asString();
    }

    /** Opens the connection of a station, as the station would. */
    public MqttConnection connect(String mqttUri, String station) {
        return Slope.connect(mqttUri, station, password(station));
    }

    /** The front at the upper station, before it is at the lower one. */
    public void beginFlow(MqttConnection upper) {
        tell(upper, upper(), Instant.now().minus(WAY));
    }

    /** The front at the lower station, now. */
    public void reachVillage(MqttConnection lower) {
        tell(lower, lower(), Instant.now());
    }

    private static void tell(MqttConnection connection, String station, Instant at) {
        var payload = String.format(
                Locale.ROOT,
                "[{\"bn\":\"%s:\",\"bt\":%.3f,\"n\":\"mud.level\",\"u\":\"m\",\"v\":%.2f}]",
                station,
                at.toEpochMilli() / 1000.0,
                FLOW);
        Slope.publish(connection, "shanshao/v1/up/" + station + "/data", payload);
    }
}
