package cn.shanshao.allinone.trial;

import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttFailure;
import cn.shanshao.ingest.mqtt.MqttLogin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A hazard point with a monitor, crack gauges and one rule, made as an operator makes them.
 *
 * <p>The rule: crack above 3, 10, 25, 40 mm is blue, yellow, orange, red, without delay.
 */
public final class Slope {
    private static final Map<String, Double> LIMITS = Map.of("blue", 3.0, "yellow", 10.0, "orange", 25.0, "red", 40.0);
    private static final long PATIENCE_SECONDS = 30;

    private final Desk desk;
    private final String pointId;
    private final String phone;

    private Slope(Desk desk, String pointId, String phone) {
        this.desk = desk;
        this.pointId = pointId;
        this.phone = phone;
    }

    /**
     * One of the exercise realm.
     *
     * @param phone of the monitor, in the demo's range
     */
    public static Slope make(Desk desk, String pointId, String phone) {
        return make(desk, pointId, phone, "exercise");
    }

    /** @param phone of the monitor; of an exercise in the demo's range, of a live one outside it */
    public static Slope make(Desk desk, String pointId, String phone, String realm) {
        desk.post(
                "/api/v1/points",
                Map.of(
                        "id",
                        pointId,
                        "name",
                        "试验坡",
                        "kind",
                        "landslide",
                        "division",
                        "220282",
                        "realm",
                        realm,
                        "lon",
                        126.7,
                        "lat",
                        42.9,
                        "people",
                        36,
                        "villages",
                        List.of("老岭村")));
        desk.post(
                "/api/v1/points/" + pointId + "/contacts",
                Map.of("name", "王守山", "phone", phone, "role", "monitor", "language", "zh"));
        return new Slope(desk, pointId, phone);
    }

    public String pointId() {
        return pointId;
    }

    public String phone() {
        return phone;
    }

    public Slope rule(String id) {
        return rule(id, LIMITS);
    }

    /** @param limits level → mm */
    public Slope rule(String id, Map<String, Double> limits) {
        desk.put(
                "/api/v1/rules/" + id,
                Map.of(
                        "id",
                        id,
                        "method",
                        "threshold",
                        "levels",
                        limits,
                        "unit",
                        "mm",
                        "deadband",
                        0.5,
                        "appliesTo",
                        Map.of("quantity", "crack", "pointId", pointId)));
        return this;
    }

    /** @param clock {@code real} or {@code replay} */
    public Slope gauge(String deviceId, String clock) {
        desk.post(
                "/api/v1/devices",
                Map.of(
                        "id",
                        deviceId,
                        "name",
                        deviceId,
                        "model",
                        "crack",
                        "pointId",
                        pointId,
                        "clock",
                        clock,
                        "interval",
                        60,
                        "channels",
                        List.of(Map.of("quantity", "crack", "unit", "mm"))));
        return this;
    }

    /** A new MQTT password of the device. */
    public String password(String deviceId) {
        return desk.post("/api/v1/devices/" + deviceId + "/credentials", Map.of())
                .get("password")
                .asString();
    }

    /** Opens the connection of a device, as the device would. */
    public static MqttConnection connect(String mqttUri, String deviceId, String password) {
        try {
            return MqttConnection.open(new MqttLogin(mqttUri, deviceId, password, deviceId), null, new Deaf());
        } catch (MqttFailure e) {
            throw new TrialFailure("device " + deviceId + " cannot connect", e);
        }
    }

    /** Publishes one crack reading of now; returns when the broker has it. */
    public static void tell(MqttConnection connection, String deviceId, double millimetres) {
        publish(connection, "shanshao/v1/up/" + deviceId + "/data", senMl(deviceId, Instant.now(), millimetres));
    }

    public static String senMl(String deviceId, Instant at, double millimetres) {
        return String.format(
                Locale.ROOT,
                "[{\"bn\":\"%s:\",\"bt\":%.3f,\"n\":\"crack\",\"u\":\"mm\",\"v\":%.3f}]",
                deviceId,
                at.toEpochMilli() / 1000.0,
                millimetres);
    }

    /** @throws TrialFailure with the broker's reason when it refuses */
    public static void publish(MqttConnection connection, String topic, String payload) {
        try {
            connection
                    .publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            var cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new TrialFailure("publish to " + topic + ": " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new TrialFailure("publish to " + topic + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialFailure("interrupted", e);
        }
    }

    /** How many readings of a device's quantity are stored, ever. */
    public static long stored(Desk desk, String deviceId, String quantity) {
        var until = Instant.now().plus(Duration.ofDays(2));
        var curve = desk.get("/api/v1/observations?device=%s&quantity=%s&from=1971-01-01T00:00:00Z&to=%s&buckets=1"
                .formatted(deviceId, quantity, until));
        return curve.get("buckets")
                .valueStream()
                .mapToLong(bucket -> bucket.get("count").asLong())
                .sum();
    }

    /** A device reads nothing here. */
    private static final class Deaf implements MqttConnection.Listener {
        @Override
        public void arrived(Delivery delivery) {}

        @Override
        public void lost(String why) {}
    }
}
