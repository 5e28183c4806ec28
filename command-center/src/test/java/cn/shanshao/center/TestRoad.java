package cn.shanshao.center;

import cn.shanshao.ingest.broker.BrokerSettings;
import cn.shanshao.ingest.broker.DeviceLogins;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttFailure;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Adds a real broker and a scripted carrier to a test's application; they end with it. */
@TestConfiguration(proxyBeanMethods = false)
public class TestRoad {
    @Bean(destroyMethod = "close")
    EmbeddedBroker testBroker(DeviceLogins logins) throws IOException {
        var dir = Files.createTempDirectory("broker");
        return EmbeddedBroker.start(new BrokerSettings(
                dir, "127.0.0.1", 0, Map.of("job", "job-secret", "centre", "centre-secret"), logins));
    }

    @Bean
    DeviceLogins testLogins() throws IOException {
        return DeviceLogins.open(Files.createTempDirectory("logins").resolve("logins"));
    }

    @Bean(destroyMethod = "close")
    ScriptedCarrier scriptedCarrier() {
        return ScriptedCarrier.start(0);
    }

    @Bean
    DynamicPropertyRegistrar road(EmbeddedBroker broker, ScriptedCarrier carrier) {
        return properties -> {
            properties.add("shanshao.mqtt.uri", () -> "tcp://127.0.0.1:" + broker.port());
            properties.add("shanshao.mqtt.password", () -> "centre-secret");
            properties.add("shanshao.sms.virtual.port", carrier::port);
            properties.add("shanshao.sms.virtual.answer", () -> "2s");
        };
    }

    /** Publishes an alert as the streaming job does; returns when the broker has it on disk. */
    public static void publish(MqttConnection job, Alert alert) {
        try {
            job.publish(Topics.alert(alert), Json.write(alert), 1, false).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection as the streaming job has it. */
    public static MqttConnection job(EmbeddedBroker broker) throws MqttFailure {
        var login = new MqttLogin("tcp://127.0.0.1:" + broker.port(), "job", "job-secret", "job-test");
        return MqttConnection.open(login, null, new MqttConnection.Listener() {
            @Override
            public void arrived(Delivery delivery) {
                delivery.from().acknowledge(delivery);
            }

            @Override
            public void lost(String why) {}
        });
    }
}
