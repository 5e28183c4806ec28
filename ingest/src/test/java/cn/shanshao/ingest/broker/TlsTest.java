package cn.shanshao.ingest.broker;

import static cn.shanshao.ingest.broker.BrokerFixture.SERVICES;
import static cn.shanshao.ingest.broker.BrokerFixture.passwordOf;
import static cn.shanshao.ingest.broker.BrokerFixture.register;
import static cn.shanshao.ingest.broker.BrokerFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.ingest.broker.BrokerFixture.Worker;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttFailure;
import cn.shanshao.ingest.mqtt.MqttLogin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir
    Path dir;

    @Test
    void aDeviceConnectsOverTlsToABrokerThatItTrusts() throws Exception {
        var keystore = dir.resolve("broker.p12");
        var certificate = dir.resolve("broker.pem");
        certify(keystore, certificate);
        var devices = DeviceLogins.open(dir.resolve("logins"));
        register(devices, "a");
        var tls = new BrokerSettings.Tls("127.0.0.1", 0, keystore, "changeit");
        try (var broker = EmbeddedBroker.start(
                new BrokerSettings(dir.resolve("broker"), "127.0.0.1", 0, SERVICES, devices, tls))) {
            try (var device = Worker.open(over(broker, certificate))) {
                device.connection
                        .publish("shanshao/v1/up/a/data", utf8("[]"), 1, false)
                        .get(30, TimeUnit.SECONDS);
            }
            assertThat(broker.health().jobBacklog()).isEqualTo(1);
            assertThatThrownBy(() -> MqttConnection.open(over(broker, null), null, new Worker()))
                    .isInstanceOf(MqttFailure.class);
            var plain = new MqttLogin("tcp://127.0.0.1:" + broker.tlsPort(), "a", passwordOf("a"), "a");
            assertThatThrownBy(() -> MqttConnection.open(plain, null, new Worker()))
                    .isInstanceOf(MqttFailure.class);
        }
    }

    private static MqttLogin over(EmbeddedBroker broker, Path trust) {
        return new MqttLogin("ssl://127.0.0.1:" + broker.tlsPort(), "a", passwordOf("a"), "a", trust);
    }

    private static void certify(Path keystore, Path certificate) throws Exception {
        keytool(List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=broker", "-ext", "san=ip:127.0.0.1"), keystore);
        keytool(List.of("-exportcert", "-rfc", "-file", certificate.toString()), keystore);
    }

    private static void keytool(List<String> arguments, Path keystore) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(arguments);
        command.addAll(List.of("-alias", "broker", "-keystore", keystore.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", "changeit"));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
