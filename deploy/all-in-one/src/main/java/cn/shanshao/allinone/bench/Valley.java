package cn.shanshao.allinone.bench;

import cn.shanshao.allinone.trial.Await;
import cn.shanshao.allinone.trial.Desk;
import cn.shanshao.allinone.trial.TrialFailure;
import cn.shanshao.allinone.trial.TrialSystem;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Points of the live realm with many households, and notices to them, as officers make and sign them. */
final class Valley {
    private static final Duration IMPORT = Duration.ofMinutes(10);
    private static final Duration SIGNING = Duration.ofMinutes(10);

    private final String division;
    private final String password;
    private final Desk admin;
    private final Desk duty;
    private final Desk signer;

    Valley(TrialSystem system, String division, String password) {
        this.division = division;
        this.password = password;
        admin = Desk.signIn(system.page(), password).patient(IMPORT);
        duty = officer(system, "bench-duty", "duty");
        signer = officer(system, "bench-signer", "signer").patient(SIGNING);
    }

    private Desk officer(TrialSystem system, String username, String role) {
        admin.post(
                "/api/v1/users",
                Map.of(
                        "username", username,
                        "displayName", username,
                        "password", password,
                        "role", role,
                        "division", division));
        return Desk.signIn(system.page(), username, password);
    }

    /** Makes a point, and takes its roster in as a table. */
    void settle(String point, int households, int firstPhone) {
        admin.post(
                "/api/v1/points",
                Map.of(
                        "id",
                        point,
                        "name",
                        "试验沟",
                        "kind",
                        "landslide",
                        "division",
                        division,
                        "realm",
                        "live",
                        "lon",
                        126.7,
                        "lat",
                        42.9,
                        "people",
                        4,
                        "villages",
                        List.of("东沟村")));
        var table = SmsBench.roster(point, households, firstPhone);
        var seen = admin.upload("/api/v1/imports?name=bench.csv", table);
        if (seen.get("faultCount").asInt() > 0) {
            throw new TrialFailure(
                    "the roster has faults: " + seen.get("faults").get(0));
        }
        var path = "/api/v1/imports/" + seen.get("id").asString();
        admin.post(path + "/commit", Map.of());
        Await.value("the roster", IMPORT, () -> admin.get(path).get("state").asString(), state -> {
            if ("failed".equalsIgnoreCase(state)) {
                throw new TrialFailure("the roster was not taken: " + admin.get(path));
            }
            return "done".equalsIgnoreCase(state);
        });
    }

    /** A call to leave, from the first word to the desk of who signs. */
    String propose(String point) {
        var warning = duty.post("/api/v1/points/" + point + "/warnings", Map.of("level", "red", "reason", "巡查发现裂缝"));
        var id = warning.get("id").asString();
        var verified = duty.post(
                "/api/v1/warnings/" + id + "/verify",
                Map.of("version", warning.get("version").asLong(), "comment", "裂缝属实"));
        return duty.post(
                        "/api/v1/warnings/" + id + "/notices",
                        Map.of(
                                "version", verified.get("version").asLong(),
                                "act", "evacuation",
                                "purpose", "issue",
                                "level", "red",
                                "reason", "裂缝加宽",
                                "shelter", "东沟小学"))
                .get("id")
                .asString();
    }

    void sign(String notice) {
        var approval = signer.get("/api/v1/approvals")
                .valueStream()
                .filter(one -> ("notice/" + notice).equals(one.get("subject").asString()))
                .findFirst()
                .orElseThrow(() -> new TrialFailure("notice " + notice + " waits for nobody's signature"));
        signer.post(
                "/api/v1/approvals/" + approval.get("id").asString() + "/sign",
                Map.of("hash", approval.get("hash").asString(), "password", password));
    }

    /** Sets the last word about a point right: the same level, another shelter. */
    void correct(String point) {
        var warning = duty.get("/api/v1/warnings?open=true&pointId=" + point).get(0);
        signer.post(
                "/api/v1/warnings/" + warning.get("id").asString() + "/correct",
                Map.of(
                        "version", warning.get("version").asLong(),
                        "reason", "东沟小学进水",
                        "level", "red",
                        "shelter", "西岭中学",
                        "password", password));
    }
}
