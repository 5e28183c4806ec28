package cn.shanshao.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HazardJobTest {
    @TempDir
    Path dir;

    private final Map<String, String> env = new HashMap<>();

    @BeforeEach
    void complete() {
        env.put("SHANSHAO_MQTT_URI", "ssl://broker:8883");
        env.put("SHANSHAO_MQTT_PASSWORD", "p");
        env.put("SHANSHAO_STORE_URL", "http://store:9000");
        env.put("SHANSHAO_STORE_USER", "u");
        env.put("SHANSHAO_STORE_PASSWORD", "p");
        env.put("SHANSHAO_STATE", dir.toString());
    }

    @Test
    void theTrustedCertificatesAreOfTheEnvironment() throws Exception {
        assertThat(HazardJob.fromEnvironment(env).trust()).isNull();
        var pem = Files.createFile(dir.resolve("ca.pem"));
        env.put("SHANSHAO_MQTT_TRUST", pem.toString());
        assertThat(HazardJob.fromEnvironment(env).trust()).isEqualTo(pem);
    }

    @Test
    void certificatesThatAreNotThereStopTheStart() {
        env.put("SHANSHAO_MQTT_TRUST", dir.resolve("none.pem").toString());
        assertThatThrownBy(() -> HazardJob.fromEnvironment(env)).hasMessageContaining("none.pem cannot be read");
    }

    @Test
    void whatIsMissingIsNamedWithTheUsage() {
        env.remove("SHANSHAO_STORE_URL");
        assertThatThrownBy(() -> HazardJob.fromEnvironment(env))
                .hasMessageContaining("SHANSHAO_STORE_URL is missing")
                .hasMessageContaining("SHANSHAO_MQTT_TRUST      PEM file");
    }
}
