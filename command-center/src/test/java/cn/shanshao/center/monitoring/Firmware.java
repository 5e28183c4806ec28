package cn.shanshao.center.monitoring;

import static java.nio.charset.StandardCharsets.US_ASCII;

import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttFailure;
import cn.shanshao.ingest.mqtt.MqttLogin;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A station as published firmware behaves: it hears {@code $cmd=…&apikey=…&msgid=…} on its topic, does nothing without the
 * right key, and answers on {@code $dr}, with spaces around the ampersands.
 */
final class Firmware implements MqttConnection.Listener, AutoCloseable {
    private static final Charset GB2312 = Charset.forName("GB2312");

    private final String apikey;
    private final boolean tellsMsgid;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final MqttConnection connection;

    Firmware(MqttLogin login, String topic, String apikey, boolean tellsMsgid) throws MqttFailure {
        this.apikey = apikey;
        this.tellsMsgid = tellsMsgid;
        connection = MqttConnection.open(login, null, this);
        connection.subscribe(topic, 1);
    }

    List<String> heard() {
        return heard;
    }

    @Override
    public void arrived(Delivery delivery) {
        var text = new String(delivery.payload(), GB2312);
        heard.add(text);
        var fields = fields(text);
        var command = fields.getOrDefault("$cmd", "");
        var isKnown = apikey.equals(fields.get("apikey"));
        var said = switch (command) {
            case "reqtime" -> "time=2026-07-01 08:00:00";
            case "getstatus" -> "state={\"temp\":42.00}";
            default -> "result=" + (isKnown ? "succ" : "fail");
        };
        var msgid = tellsMsgid ? " & msgid=" + fields.get("msgid") : "";
        say("$dr", "$cmd=%s & %s%s".formatted(command, said, msgid));
        delivery.from().acknowledge(delivery);
    }

    void say(String topic, String text) {
        var ignored = connection.publish(topic, text.getBytes(US_ASCII), 1, false);
    }

    private static Map<String, String> fields(String text) {
        var fields = new HashMap<String, String>();
        for (var part : text.split("&", -1)) {
            var equals = part.indexOf('=');
            fields.put(part.substring(0, equals), part.substring(equals + 1));
        }
        return fields;
    }

    @Override
    public void lost(String why) {}

    @Override
    public void close() {
        connection.close();
    }
}
