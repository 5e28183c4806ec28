package cn.shanshao.allinone.trial;

import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.CommandAck;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Topics;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A siren in a village, with a login of its own, which answers what it is told. */
public final class Siren implements AutoCloseable {
    private final String id;
    private final MqttClient client;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    /** A command, and when it came. */
    public record Heard(Command command, Instant at) {}

    private Siren(String mqttUri, String id, String password) {
        this.id = id;
        this.client = new MqttClient(
                new MqttLogin(mqttUri, id, password, id), List.of(Topics.command(id)), this::hear, connection -> {});
    }

    /** One without power. */
    public static Siren off(String mqttUri, String id, String password) {
        return new Siren(mqttUri, id, password);
    }

    /** One that connects in the background, and again when it is cut off. */
    public static Siren on(String mqttUri, String id, String password) {
        var siren = off(mqttUri, id, password);
        siren.turnOn();
        return siren;
    }

    public void turnOn() {
        client.start();
    }

    private void hear(Delivery delivery) {
        var at = Instant.now();
        var command = Json.read(delivery.payload(), Command.class);
        heard.add(new Heard(command, at));
        delivery.from().acknowledge(delivery);
        delivery.from().publish(Topics.ack(id), Json.write(new CommandAck(command.id(), true, null)), 1, false);
    }

    public boolean isUp() {
        return client.isUp();
    }

    /** What it was told, oldest first. */
    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        client.close();
    }
}
