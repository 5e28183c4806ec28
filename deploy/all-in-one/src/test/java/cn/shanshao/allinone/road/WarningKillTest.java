package cn.shanshao.allinone.road;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.allinone.road.SmppWire.Text;
import cn.shanshao.allinone.trial.Await;
import cn.shanshao.allinone.trial.Desk;
import cn.shanshao.allinone.trial.Slope;
import cn.shanshao.allinone.trial.TrialSystem;
import cn.shanshao.ingest.mqtt.MqttConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * One real warning from the alert to its review; the whole system is killed between any two steps of it, and starts again.
 * The carrier is outside of it, and so knows what it was really given.
 */
class WarningKillTest {
    private static final String PASSWORD = "password-of-this-test";
    private static final String POINT = "kill-warned";
    private static final String GAUGE = "kill-warned-crack1";
    private static final String MONITOR = "13900009040";
    private static final String MOVED = "13900009041";
    private static final String HELP = "13900009042";
    private static final String RUBBISH = "13900009043";
    private static final String RUNNER = "13900009049";
    private static final List<String> HOUSEHOLDS = List.of(MOVED, HELP, RUBBISH);
    private static final String DIVISION = "220282";
    /** Longer than the minute after which what a crash left is taken for abandoned. */
    private static final Duration SOON = Duration.ofMinutes(2);
    /** Nobody but the test calls, climbs or speaks, however slow the machine is. */
    private static final Map<String, String> CALM = Map.of(
            "SHANSHAO_NOTIFICATION_LADDER_RED_STEP", "3h",
            "SHANSHAO_NOTIFICATION_LADDER_RED_DEADLINE", "4h",
            "SHANSHAO_NOTIFICATION_LADDER_ORANGE_STEP", "3h",
            "SHANSHAO_NOTIFICATION_LADDER_ORANGE_DEADLINE", "4h",
            "SHANSHAO_WARNING_ACKNOWLEDGE", "3h",
            "SHANSHAO_WARNING_UNVERIFIED", "3h",
            "SHANSHAO_WARNING_SIGNATURE", "3h");

    @TempDir
    Path home;

    private OutsideCarrier carrier;
    private TrialSystem system;
    private Desk admin;
    private Desk duty;
    private Desk signer;
    private String gaugePassword = "";

    @BeforeEach
    void start() throws IOException {
        carrier = OutsideCarrier.open();
        var environment = new HashMap<>(CALM);
        environment.putAll(carrier.environment());
        system = TrialSystem.start(home, TestJvm.ofThisTest(), PASSWORD, environment);
        admin = Desk.signIn(system.page(), PASSWORD);
        duty = officer("kill-duty", "duty");
        signer = officer("kill-signer", "signer");
    }

    @AfterEach
    void stop() throws IOException {
        system.close();
        carrier.close();
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
    void nothingIsMissingAndOnlyWhatHasAnUnknownOutcomeIsDoubled() {
        slope();
        crack(26);
        Await.value("the warning", SOON, this::warnings, list -> !list.isEmpty());
        allHaveLeft(1);
        killed();
        assertThat(state()).isEqualTo("detected");

        duty.post("/api/v1/warnings/" + id() + "/verify", Map.of("version", version(), "comment", "裂缝属实"));
        killed();
        assertThat(state()).isEqualTo("verified");

        var issue = propose("issue", "orange");
        killed();
        assertThat(state()).isEqualTo("proposed");

        carrier.shut();
        sign(issue);
        killed();
        assertThat(state()).isEqualTo("issued");
        assertThat(told("橙色")).isEmpty();

        var asked = unanswered();
        replies();
        rollCall();
        upgrade(issue);
        lift();
        review();

        assertThat(carrier.texts().stream()
                        .collect(Collectors.groupingBy(text -> text, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(text -> text.getValue() > 1))
                .as("what left twice, in all that time")
                .containsExactly(Map.entry(asked, 2L));
    }

    /** Killed between the submit and the answer of the carrier. */
    private Text unanswered() {
        carrier.hold(MOVED);
        carrier.letIn();
        Await.value("the notice", SOON, () -> told("橙色"), texts -> texts.size() == HOUSEHOLDS.size());
        Await.value("what is answered", SOON, () -> states("issue", "submitted"), count -> count == 2);
        carrier.shut();
        carrier.answerAll();
        killed();
        assertThat(told("橙色")).hasSize(HOUSEHOLDS.size());
        Await.value("its outcome is unknown", SOON, () -> states("issue", "outcome-unknown"), count -> count == 1);
        assertThat(states("issue", "submitted")).isEqualTo(2);

        carrier.letIn();
        allHaveLeft(4);
        var again = told("橙色").stream().filter(text -> text.to().equals(MOVED)).toList();
        assertThat(again).hasSize(2);
        assertThat(again.get(0)).as("the same words and reference").isEqualTo(again.get(1));
        assertThat(told("橙色")).hasSize(HOUSEHOLDS.size() + 1);
        return again.get(0);
    }

    /** Killed before the carrier has got the acknowledgements: it brings all of them once more. */
    private void replies() {
        type(MOVED, "1");
        type(HELP, "2");
        type(RUBBISH, "明天赶集");
        var before = Map.of(MOVED, "moved", HELP, "help", RUBBISH, "unreached");
        assertThat(rollStates()).isEqualTo(before);
        allHaveLeft(5);
        killed();
        assertThat(rollStates()).isEqualTo(before);
        type(MOVED, "1");
        type(HELP, "2");
        type(RUBBISH, "明天赶集");

        assertThat(rollStates()).isEqualTo(before);
        assertThat(duty.get("/api/v1/replies")
                        .valueStream()
                        .map(reply -> reply.get("text").asString()))
                .containsExactlyInAnyOrder("1", "2", "明天赶集");
    }

    private void rollCall() {
        var home = home(RUBBISH).get("id").asString();
        var roll = "/api/v1/warnings/" + id() + "/roll-call/" + home;
        duty.post(roll, Map.of("state", "confirmed", "note", "邻居已当面告知"));
        duty.post(roll + "/runner", Map.of("name", "周联防", "phone", RUNNER));
        allHaveLeft(6);
        killed();
        assertThat(rollStates()).isEqualTo(Map.of(MOVED, "moved", HELP, "help", RUBBISH, "confirmed"));
        assertThat(home(RUBBISH).get("note").asString()).isEqualTo("邻居已当面告知");
        assertThat(home(RUBBISH).at("/runners/0/state").asString()).isEqualTo("asked");
    }

    private void upgrade(String issue) {
        crack(45);
        Await.value("red", SOON, () -> warning().get("level").asString(""), "red"::equals);
        var upgrade = propose("upgrade", "red");
        sign(upgrade);
        Await.value("the upgrade", SOON, () -> told("红色").size(), count -> count == HOUSEHOLDS.size());
        allHaveLeft(7);
        killed();
        assertThat(warning().get("issued").asString()).isEqualTo("red");
        assertThat(List.of(signature(issue), signature(upgrade))).containsOnly("kill-signer");
        assertThat(told("红色")).hasSize(HOUSEHOLDS.size());
    }

    private void lift() {
        var lift = propose("lift", null);
        carrier.shut();
        // somebody cries for help, and red is measured: the signer says that this is known
        sign(lift);
        killed();
        assertThat(state()).isEqualTo("lifted");
        assertThat(signature(lift)).isEqualTo("kill-signer");
        assertThat(told("解除")).isEmpty();

        carrier.letIn();
        Await.value("the all-clear", SOON, () -> told("解除").size(), count -> count == HOUSEHOLDS.size());
        allHaveLeft(10);
        killed();
        assertThat(told("解除")).hasSize(HOUSEHOLDS.size());
    }

    /** The crack is still open: what the job says of it next is another warning. */
    private void review() {
        var closed = id();
        var help = home(HELP).get("id").asString();
        duty.post(
                "/api/v1/warnings/" + closed + "/roll-call/" + help, Map.of("state", "returned", "note", "联防队接出，已送回家"));
        duty.post("/api/v1/warnings/" + closed + "/close", Map.of("version", version(), "review", "处置及时"));
        killed();
        var after = duty.get("/api/v1/warnings/" + closed);
        assertThat(after.get("state").asString()).isEqualTo("closed");
        assertThat(after.get("log").toString()).contains("处置及时");
        assertThat(admin.get("/api/v1/audit/verification").get("intact").asBoolean())
                .isTrue();
    }

    private void slope() {
        var slope = Slope.make(admin, POINT, MONITOR, "live")
                .rule("kill-warned-rule")
                .gauge(GAUGE, "real");
        gaugePassword = slope.password(GAUGE);
        HOUSEHOLDS.forEach(this::household);
    }

    private void household(String phone) {
        admin.post(
                "/api/v1/points/" + POINT + "/households",
                Map.of(
                        "number",
                        phone,
                        "name",
                        "李德福",
                        "people",
                        3,
                        "address",
                        "老岭村1组",
                        "lines",
                        List.of(Map.of("name", "李德福", "phone", phone)),
                        "shelter",
                        Map.of("place", "老岭小学", "head", "孙校长")));
    }

    private void crack(double millimetres) {
        try (MqttConnection gauge = Slope.connect(system.mqttUri(), GAUGE, gaugePassword)) {
            Slope.tell(gauge, GAUGE, millimetres);
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

    private String state() {
        return warning().get("state").asString();
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

    /** Having seen whatever speaks against it. */
    private void sign(String notice) {
        var approval = signer.get("/api/v1/approvals")
                .valueStream()
                .filter(one -> ("notice/" + notice).equals(one.get("subject").asString()))
                .findFirst()
                .orElseThrow();
        signer.post(
                "/api/v1/approvals/" + approval.get("id").asString() + "/sign",
                Map.of(
                        "hash",
                        approval.get("hash").asString(),
                        "password",
                        PASSWORD,
                        "aware",
                        signer.get("/api/v1/notices/" + notice + "/remaining").at("/now/grave")));
    }

    private String signature(String notice) {
        return signer.get("/api/v1/notices/" + notice)
                .at("/signatures/0/username")
                .asString();
    }

    /** What the carrier was given for the households with this word. */
    private List<Text> told(String word) {
        return carrier.texts().stream()
                .filter(text -> HOUSEHOLDS.contains(text.to()) && text.words().contains(word))
                .toList();
    }

    private void type(String phone, String words) {
        var delivery = Await.value("a way in", SOON, () -> carrier.type(phone, words), Objects::nonNull);
        assertThat(Await.condition(SOON, () -> carrier.isAcknowledged(delivery)))
                .isTrue();
    }

    private List<JsonNode> messages() {
        return duty.get("/api/v1/messages?pointId=" + POINT).valueStream().toList();
    }

    /** How many messages to households are in that state. */
    private long states(String purpose, String state) {
        return messages().stream()
                .filter(message -> message.hasNonNull("householdId")
                        && purpose.equals(message.get("purpose").asString())
                        && state.equals(message.get("state").asString()))
                .count();
    }

    /** As many as that were written, at least, and each has left: a kill hits nothing that is under way. */
    private void allHaveLeft(int least) {
        Await.value(
                "all have left",
                SOON,
                this::messages,
                all -> all.size() >= least
                        && all.stream()
                                .allMatch(one -> Set.of("submitted", "failed")
                                        .contains(one.get("state").asString())));
    }

    private Map<String, String> rollStates() {
        return duty.get("/api/v1/warnings/" + id() + "/roll-call")
                .get("households")
                .valueStream()
                .collect(Collectors.toMap(
                        home -> home.get("number").asString(),
                        home -> home.get("state").asString()));
    }

    private JsonNode home(String number) {
        return duty.get("/api/v1/warnings/" + id() + "/roll-call")
                .get("households")
                .valueStream()
                .filter(home -> number.equals(home.get("number").asString()))
                .findFirst()
                .orElseThrow();
    }
}
