package cn.shanshao.center.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@CenterTest
class CommandWithoutBrokerTest {
    @Autowired
    Caller stranger;

    @Test
    void aCommandThatCannotGoOutIsToldAndNeverSentLater() {
        var admin = stranger.admin();
        admin.post("/api/v1/devices", Map.of("id", "cx-1"));
        var mute = admin.post("/api/v1/devices/cx-1/commands", Map.of("do", "reboot"));
        assertThat(mute.status()).isEqualTo(409);
        assertThat(mute.json().get("detail").asString()).contains("no login at the broker");

        admin.post("/api/v1/devices/cx-1/credentials", Map.of());
        assertThat(admin.post("/api/v1/devices/cx-1/commands", Map.of("do", "reboot"))
                        .status())
                .isEqualTo(503);
        var kept = admin.get("/api/v1/devices/cx-1/commands").json();
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).get("state").asString()).isEqualTo("unsent");
        assertThat(kept.get(0).get("detail").asString()).startsWith("the broker did not take it");
    }

    @ParameterizedTest
    @CsvSource({
        "national, $creq/cx-other/cmd, 422",
        "national, $creq/#, 422",
        "national, shanshao/v1/down/cx-2/command, 422",
        "national, shanshao/v1/up/cx-2/data, 422",
        "national, $share/cx-2, 422",
        "shanshao, $creq/cx-2/cmd, 422",
        "national, $creq/cx-2, 201",
    })
    void aDeviceListensOnTopicsOfItsOwnOnly(String protocol, String downlink, int status) {
        var answer = stranger.admin()
                .post("/api/v1/devices", Map.of("id", "cx-2", "protocol", protocol, "downlink", downlink));
        assertThat(answer.status()).isEqualTo(status);
        if (status == 422) {
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("downlink");
        } else {
            assertThat(answer.json().get("protocol").asString()).isEqualTo("national");
        }
    }

    @Test
    void aKeyIsForANationalDeviceAndIsNotToldAgain() {
        var admin = stranger.admin();
        admin.post("/api/v1/devices", Map.of("id", "cx-3"));
        admin.post("/api/v1/devices", Map.of("id", "cx-4", "protocol", "national"));
        assertThat(admin.put("/api/v1/devices/cx-3/apikey", Map.of("apikey", "k"))
                        .status())
                .isEqualTo(409);
        var bad = admin.put("/api/v1/devices/cx-4/apikey", Map.of("apikey", "a&b=secret"));
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.response().body()).doesNotContain("secret");
        assertThat(admin.put("/api/v1/devices/cx-4/apikey", Map.of("apikey", "k-1"))
                        .status())
                .isEqualTo(204);
        assertThat(admin.get("/api/v1/devices/cx-4").response().body()).doesNotContain("k-1");
        assertThat(admin.put("/api/v1/devices/cx-4/apikey", Map.of()).status()).isEqualTo(204);
    }
}
