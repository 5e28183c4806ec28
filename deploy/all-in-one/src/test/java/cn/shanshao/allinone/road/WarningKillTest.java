package cn.shanshao.allinone.road;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.allinone.trial.Await;
import cn.shanshao.allinone.trial.Desk;
import cn.shanshao.allinone.trial.Slope;
import cn.shanshao.allinone.trial.TrialSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One warning from the alert to its review; the whole system is killed after every step of it, and starts again. */
class WarningKillTest {
    private static final String PASSWORD = "password-of-this-test";
    private static final String POINT = "kill-warned";
    private static final String GAUGE = "kill-warned-crack1";
    private static final String PHONE = "10000009041";
    private static final String DIVISION = "220282";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private TrialSystem system;
    private Desk admin;
    private Desk duty;
    private Desk signer;

    @BeforeEach
    void start() {
        system = TrialSystem.start(home, TestClassPath.ofThisTest(), PASSWORD, Map.of());
        admin = Desk.signIn(system.page(), PASSWORD);
        duty = officer("kill-duty", "duty");
        signer = officer("kill-signer", "signer");
    }

    @AfterEach
    void stop() {
        system.close();
    }

    private Desk officer(String username, String role) {
        admin.post(
                "/api/v1/users",
                Map.of(
                        "username", username,
                        "displayName", username,
                        "password", PASSWORD,
                        "role", role,
                        "division", DIVISION));
        return Desk.signIn(system.page(), username, PASSWORD);
    }

    /** A kill, and a start; sessions are kept in the database. */
    private void killed() {
        system.kill();
        system.startAgain();
    }

    @Test
    void nothingIsMissingAndNobodyIsToldTwice() {
        slope();
        killed();
        assertThat(warning().get("state").asString()).isEqualTo("detected");

        duty.post("/api/v1/warnings/" + id() + "/verify", Map.of("version", version(), "comment", "裂缝属实"));
        killed();
        assertThat(warning().get("state").asString()).isEqualTo("verified");

        var issue = propose("issue", "red");
        killed();
        assertThat(warning().get("state").asString()).isEqualTo("proposed");

        sign(issue);
        killed();
        assertThat(warning().get("state").asString()).isEqualTo("issued");
        assertThat(notice(issue).get("signatures").get(0).get("username").asString())
                .isEqualTo("kill-signer");
        told("撤离", 1);
        killed();

        admin.post("/phones/api/" + PHONE, Map.of("text", "1"));
        household(state -> state.equals("moved"));
        killed();
        household(state -> state.equals("moved"));

        var lift = propose("lift", null);
        killed();
        sign(lift);
        killed();
        assertThat(warning().get("state").asString()).isEqualTo("lifted");
        told("解除", 1);
        told("撤离", 1);

        var closed = id();
        duty.post("/api/v1/warnings/" + closed + "/close", Map.of("version", version(), "review", "处置及时"));
        killed();
        // the crack is still open: what the job says of it next is another warning
        assertThat(duty.get("/api/v1/warnings/" + closed).get("state").asString())
                .isEqualTo("closed");
        assertThat(admin.get("/api/v1/audit/verification").get("intact").asBoolean())
                .isTrue();
    }

    private void slope() {
        var slope =
                Slope.make(admin, POINT, "10000009042").rule("kill-warned-rule").gauge(GAUGE, "real");
        admin.post(
                "/api/v1/points/" + POINT + "/households",
                Map.of(
                        "number",
                        "001",
                        "name",
                        "李德福",
                        "people",
                        3,
                        "address",
                        "老岭村1组",
                        "lines",
                        List.of(Map.of("name", "李德福", "phone", PHONE)),
                        "shelter",
                        Map.of("place", "老岭小学", "head", "孙校长")));
        try (var gauge = Slope.connect(system.mqttUri(), GAUGE, slope.password(GAUGE))) {
            Slope.tell(gauge, GAUGE, 45);
            Await.value("the warning", SOON, this::warnings, list -> !list.isEmpty());
        }
    }

    private JsonNode warnings() {
        return duty.get("/api/v1/warnings?pointId=" + POINT);
    }

    private JsonNode warning() {
        return warnings().get(0);
    }

    private String id() {
        return warning().get("id").asString();
    }

    private long version() {
        return warning().get("version").asLong();
    }

    private String propose(String purpose, @Nullable String level) {
        var form = new HashMap<String, Object>(Map.of(
                "version", version(), "act", "evacuation", "purpose", purpose, "reason", "裂缝加宽", "shelter", "老岭小学"));
        if (level != null) form.put("level", level);
        return duty.post("/api/v1/warnings/" + id() + "/notices", form)
                .get("id")
                .asString();
    }

    private JsonNode notice(String id) {
        return signer.get("/api/v1/notices/" + id);
    }

    private void sign(String notice) {
        var approval = signer.get("/api/v1/approvals")
                .valueStream()
                .filter(one -> ("notice/" + notice).equals(one.get("subject").asString()))
                .findFirst()
                .orElseThrow();
        signer.post(
                "/api/v1/approvals/" + approval.get("id").asString() + "/sign",
                Map.of("hash", approval.get("hash").asString(), "password", PASSWORD));
    }

    /** Exactly so many texts with this word lie on the household's phone. */
    private void told(String word, int times) {
        Await.value(word, SOON, () -> texts(word), texts -> texts.size() >= times);
        assertThat(texts(word)).hasSize(times);
    }

    private List<String> texts(String word) {
        return admin.get("/phones/api")
                .get("phones")
                .valueStream()
                .filter(phone -> PHONE.equals(phone.get("number").asString()))
                .flatMap(phone -> phone.get("messages").valueStream())
                .filter(message -> "in".equals(message.get("direction").asString()))
                .map(message -> message.get("text").asString())
                .filter(text -> text.contains(word))
                .toList();
    }

    private void household(Predicate<String> state) {
        Await.value(
                "the household",
                SOON,
                () -> duty.get("/api/v1/warnings/" + id() + "/roll-call")
                        .get("households")
                        .get(0)
                        .get("state")
                        .asString(),
                state);
    }
}
