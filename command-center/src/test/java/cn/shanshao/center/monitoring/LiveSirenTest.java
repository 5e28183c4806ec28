package cn.shanshao.center.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Live and exercise side by side, without the demo. There is no broker, so what is let through ends with 503. */
@CenterTest
@TestPropertySource(properties = "shanshao.demo=false")
class LiveSirenTest {
    @Autowired
    Caller stranger;

    Caller signer;

    @BeforeEach
    void aHornOfEachRealm() {
        var admin = stranger.admin();
        for (var realm : new String[] {"live", "exercise"}) {
            admin.post("/api/v1/devices", Map.of("id", "ls-" + realm, "model", "siren", "realm", realm));
            admin.post("/api/v1/devices/ls-" + realm + "/credentials", Map.of());
        }
        admin.post(
                "/api/v1/users",
                Map.of("username", "ls-signer", "password", "long enough for us", "role", "signer", "division", "22"));
        signer = stranger.signIn("ls-signer", "long enough for us");
    }

    private static int give(Caller caller, String device, String word, @Nullable String realm) {
        var command = new HashMap<String, Object>(Map.of("do", word, "args", Map.of("level", "red", "text", "演练")));
        if (realm != null) {
            command.put("realm", realm);
        }
        return caller.post("/api/v1/devices/" + device + "/commands", command).status();
    }

    @Test
    void anExerciseReachesNoLiveSiren() {
        var before = signer.get("/api/v1/devices/ls-live/commands").json();
        for (var word : new String[] {"siren", "alarm", "broadcast", "stop", "rain-risk"}) {
            assertThat(give(signer, "ls-live", word, "exercise")).as(word).isEqualTo(409);
            assertThat(give(signer, "ls-exercise", word, "live")).as(word).isEqualTo(409);
            assertThat(give(signer, "ls-exercise", word, null)).as(word).isEqualTo(409);
        }
        assertThat(signer.get("/api/v1/devices/ls-live/commands").json()).isEqualTo(before);
        assertThat(give(signer, "ls-exercise", "siren", "exercise")).isEqualTo(503);
    }

    @Test
    void aLiveWarningIsASignersAndAnybodyWhoOperatesMaySilenceIt() {
        assertThat(give(stranger.admin(), "ls-live", "siren", "live")).isEqualTo(403);
        assertThat(give(stranger.admin(), "ls-live", "broadcast", "live")).isEqualTo(403);
        assertThat(give(stranger.admin(), "ls-live", "stop", "live")).isEqualTo(503);
        assertThat(give(signer, "ls-live", "reboot", "live")).isEqualTo(403);
        assertThat(give(stranger.admin(), "ls-exercise", "siren", "exercise")).isEqualTo(503);
    }

    @Test
    void aLiveSirenSoundsForALiveCommand() {
        assertThat(give(signer, "ls-live", "siren", null)).isEqualTo(503);
        var kept = signer.get("/api/v1/devices/ls-live/commands").json().get(0);
        assertThat(kept.get("realm").asString()).isEqualTo("live");
        assertThat(kept.get("state").asString()).isEqualTo("unsent");
    }
}
