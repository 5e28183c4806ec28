package cn.shanshao.center;

import cn.shanshao.center.identity.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what: a row for every operation of the centre. An operation without one fails {@link WallsTest}: add it here
 * together with the operation.
 */
final class WallTable {
    static final String POINT = "walls-slope";
    static final String DEVICE = POINT + "-gnss";
    static final String SIREN = POINT + "-siren";
    static final String CAMERA = POINT + "-camera";
    static final String CONTACT = POINT + "-m";
    static final String ALERT = POINT + "-e1";
    static final String MESSAGE = "900001";
    static final String CRY = "900001";
    static final String APPROVAL = POINT + "-approval";
    static final String RULE = "walls-slope-rule";
    static final String CLERK = "walls-slope-clerk";
    static final String DIVISION = "220282";

    /** What an administrator of the neighbour county gets to see. */
    enum Neighbour {
        /** 404, or 403: the object is named in the path. */
        NOTHING,
        /** The list without what lies beyond the wall. */
        THE_REST,
        /** As before, but nothing lies there in this test. */
        THE_REST_UNSEEN,
        /** 403, 404, or 422 at the field that names the other division. */
        A_REFUSAL,
        /** Whatever it is, it belongs to no division but to the caller or to everybody. */
        THE_SAME,
        /** Only an administrator of the province may. */
        AS_LITTLE_AS_WE
    }

    /**
     * @param path with the ids of what lies in Huadian
     * @param roles that may
     */
    record Row(
            String path,
            Set<Role> roles,
            Neighbour neighbour,
            @Nullable Object body) {}

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);
    private static final Set<Role> ADMINISTRATOR = Set.of(Role.ADMINISTRATOR);
    private static final Set<Role> OPERATORS = Set.of(Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY);
    private static final Set<Role> FORECASTS = Set.of(Role.ADMINISTRATOR, Role.DUTY, Role.EXPERT);
    private static final Set<Role> READS_CARDS =
            Set.of(Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT, Role.CREW);
    private static final Set<Role> CALLS = Set.of(Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.CREW);
    private static final Set<Role> CORRECTS = Set.of(Role.ADMINISTRATOR, Role.SIGNER, Role.EXPERT);
    private static final Set<Role> TESTS_RULES = Set.of(Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT);

    private static final Set<Role> SEES_APPROVALS = Set.of(Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT);
    private static final Set<Role> SIGNS = Set.of(Role.SIGNER, Role.EXPERT);
    private static final Set<Role> SITS = Set.of(Role.SIGNER, Role.EXPERT, Role.CREW);
    private static final Set<Role> READS_APPROVALS =
            Set.of(Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT, Role.CREW);
    private static final Set<Role> MANAGES_DELEGATIONS = Set.of(Role.ADMINISTRATOR, Role.SIGNER, Role.EXPERT);

    /** In an order in which each still finds what it needs. */
    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** What was made in Huadian before, by its id. */
    record Made(
            String token,
            String ownToken,
            String ownSession,
            String identity,
            String shift,
            String leave,
            String household,
            String preview,
            String lot,
            String photo,
            String plan,
            String work,
            String order,
            String calibration,
            String warning,
            String notice,
            String handover) {}

    WallTable(Made made) {
        sessionsAndUsers(made.token(), made.ownToken());
        duty(made.shift(), made.leave(), made.handover());
        registry();
        pointFiles(made);
        standingOrders(made.order());
        recordsAndCameras();
        residents(made);
        rules();
        monitoring();
        alertsAndMessages();
        approvals();
        warnings(made.warning(), made.notice());
        rollCall(made.warning(), made.household());
        cries();
        removals(made);
    }

    Map<String, Row> rows() {
        return rows;
    }

    private void sessionsAndUsers(String token, String ownToken) {
        row("GET /api/v1/session", ALL, Neighbour.THE_SAME);
        row("GET /api/v1/divisions", ALL, Neighbour.THE_REST);
        row(
                "PUT /api/v1/divisions/{code}",
                ADMINISTRATOR,
                Neighbour.AS_LITTLE_AS_WE,
                "22walls",
                Map.of("name", "墙", "parent", "22", "from", "2020-01-01"));
        row("DELETE /api/v1/divisions/{code}", ADMINISTRATOR, Neighbour.AS_LITTLE_AS_WE, "22walls ?from=2021-01-01");
        row("GET /api/v1/users", ADMINISTRATOR, Neighbour.THE_REST);
        row("GET /api/v1/users/names", ALL, Neighbour.THE_REST);
        row(
                "POST /api/v1/users",
                ADMINISTRATOR,
                Neighbour.A_REFUSAL,
                "",
                Map.of(
                        "username",
                        "walls-made",
                        "password",
                        "a long enough password",
                        "role",
                        "duty",
                        "division",
                        DIVISION));
        row("PATCH /api/v1/users/{username}", ADMINISTRATOR, Neighbour.NOTHING, CLERK, Map.of("enabled", true));
        row("GET /api/v1/users/{username}/sessions", ADMINISTRATOR, Neighbour.NOTHING, CLERK);
        row("GET /api/v1/sessions", ALL, Neighbour.THE_SAME);
        row("GET /api/v1/weaknesses/news", Set.of(Role.ADMINISTRATOR, Role.DUTY), Neighbour.THE_SAME);
        row("PUT /api/v1/weaknesses/seen", Set.of(Role.ADMINISTRATOR, Role.DUTY), Neighbour.THE_SAME);
        row("GET /api/v1/users/{username}/tokens", ADMINISTRATOR, Neighbour.NOTHING, CLERK);
        row("GET /api/v1/users/{username}/identities", ADMINISTRATOR, Neighbour.NOTHING, CLERK);
        row(
                "POST /api/v1/users/{username}/identities",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                CLERK,
                Map.of("kind", "oidc", "issuer", "https://id.example", "subject", "walls"));
        row("GET /api/v1/tokens", ALL, Neighbour.THE_SAME);
        row("POST /api/v1/tokens", ALL, Neighbour.THE_SAME, "", Map.of("label", "walls"));
        row("GET /api/v1/audit", ADMINISTRATOR, Neighbour.THE_REST);
        row("GET /api/v1/audit/verification", ADMINISTRATOR, Neighbour.AS_LITTLE_AS_WE);
    }

    private void duty(String shift, String leave, String handover) {
        var begins = "2026-01-01T12:00:00Z";
        var ends = "2026-01-02T00:00:00Z";
        row("GET /api/v1/duty/now", ALL, Neighbour.NOTHING, "?division=" + DIVISION);
        row("GET /api/v1/duty/alarms", ALL, Neighbour.THE_REST_UNSEEN);
        row("GET /api/v1/duty/shifts", ALL, Neighbour.THE_REST, "?from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z");
        row("POST /api/v1/duty/shifts", ADMINISTRATOR, Neighbour.A_REFUSAL, "", shift(begins, ends));
        row(
                "POST /api/v1/duty/rota",
                ADMINISTRATOR,
                Neighbour.A_REFUSAL,
                "",
                Map.of(
                        "division",
                        DIVISION,
                        "first",
                        "2026-01-01",
                        "days",
                        1,
                        "begins",
                        "20:00",
                        "ends",
                        "08:00",
                        "officers",
                        List.of(CLERK)));
        row(
                "PUT /api/v1/duty/shifts/{id}",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                shift,
                Map.of("version", 1, "begins", begins, "ends", ends));
        row("GET /api/v1/duty/leaves", ALL, Neighbour.THE_REST);
        row(
                "POST /api/v1/duty/leaves",
                ADMINISTRATOR,
                Neighbour.A_REFUSAL,
                "",
                Map.of("username", CLERK, "begins", begins, "ends", ends));
        row("GET /api/v1/duty/open", ALL, Neighbour.NOTHING, "?division=" + DIVISION);
        row("GET /api/v1/duty/handovers", ALL, Neighbour.THE_REST);
        row(
                "POST /api/v1/duty/handovers",
                OPERATORS,
                Neighbour.A_REFUSAL,
                "",
                Map.of("division", DIVISION, "taker", CLERK, "notes", "一切正常"));
        row("GET /api/v1/duty/calls", ALL, Neighbour.NOTHING, "?division=" + DIVISION);
        row("GET /api/v1/duty/handovers/waiting", OPERATORS, Neighbour.THE_SAME);
        row("POST /api/v1/duty/handovers/{id}/accept", OPERATORS, Neighbour.NOTHING, handover, Map.of());
        row("DELETE /api/v1/duty/handovers/{id}", OPERATORS, Neighbour.NOTHING, handover);
    }

    static Map<String, Object> shift(String begins, String ends) {
        return Map.of("division", DIVISION, "begins", begins, "ends", ends, "officer", CLERK);
    }

    private void registry() {
        row("GET /api/v1/points", ALL, Neighbour.THE_REST);
        row("GET /api/v1/points/{id}", ALL, Neighbour.NOTHING, POINT);
        row("POST /api/v1/points", ADMINISTRATOR, Neighbour.A_REFUSAL, "", point("walls-made", null));
        row("PUT /api/v1/points/{id}", ADMINISTRATOR, Neighbour.NOTHING, POINT, point(POINT, 1));
        row("GET /api/v1/points/{id}/contacts", READS_CARDS, Neighbour.NOTHING, POINT);
        var contact = Map.of("name", "李春生", "phone", "10000000077", "role", "monitor");
        row("POST /api/v1/points/{id}/contacts", ADMINISTRATOR, Neighbour.NOTHING, POINT, contact);
        row(
                "PUT /api/v1/points/{id}/contacts/{contact}",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                POINT + " " + CONTACT,
                Map.of("version", 1, "name", "李春生", "role", "monitor"));
        row("GET /api/v1/points/{point}/standing-orders", ALL, Neighbour.NOTHING, POINT);
        var until = Instant.now().plus(30, ChronoUnit.DAYS).toString();
        row(
                "PUT /api/v1/points/{point}/standing-orders/{id}",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                POINT + " walls-order",
                Map.of("level", "red", "kinds", List.of("threshold"), "until", until, "sirens", List.of(SIREN)));
        row("GET /api/v1/devices", ALL, Neighbour.THE_REST);
        row("GET /api/v1/devices/{id}", ALL, Neighbour.NOTHING, DEVICE);
        row("POST /api/v1/devices", ADMINISTRATOR, Neighbour.A_REFUSAL, "", device("walls-made"));
        row("PUT /api/v1/devices/{id}", ADMINISTRATOR, Neighbour.NOTHING, DEVICE, device(DEVICE));
        row("POST /api/v1/devices/{id}/credentials", ADMINISTRATOR, Neighbour.NOTHING, DEVICE);
        row(
                "PUT /api/v1/devices/{id}/apikey",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                DEVICE,
                Map.of("apikey", "0123456789abcdef"));
        var mask = Map.of(
                "quantity",
                "displacement",
                "from",
                "2026-01-01T00:00:00Z",
                "to",
                "2026-01-01T01:00:00Z",
                "reason",
                "检修");
        row("GET /api/v1/masks/waiting", CORRECTS, Neighbour.THE_REST_UNSEEN);
        row("GET /api/v1/devices/{id}/masks", ALL, Neighbour.NOTHING, DEVICE);
        row("POST /api/v1/devices/{id}/masks/preview", CORRECTS, Neighbour.NOTHING, DEVICE, mask);
        row(
                "POST /api/v1/devices/{id}/masks/confirm",
                Set.of(Role.ADMINISTRATOR, Role.EXPERT),
                Neighbour.NOTHING,
                DEVICE,
                Map.of("quantity", "displacement", "from", "2025-01-01T00:00:00Z"));
        row(
                "DELETE /api/v1/devices/{id}/masks/proposals",
                CORRECTS,
                Neighbour.NOTHING,
                DEVICE + " ?quantity=displacement&from=2025-02-01T00:00:00Z");
        row("POST /api/v1/devices/{id}/masks", CORRECTS, Neighbour.NOTHING, DEVICE, mask);
        row("PUT /api/v1/devices/{id}/masks", CORRECTS, Neighbour.NOTHING, DEVICE, mask);
        row(
                "DELETE /api/v1/devices/{id}/masks",
                CORRECTS,
                Neighbour.NOTHING,
                DEVICE + " ?quantity=displacement&from=2026-01-01T00:00:00Z");
        row("GET /api/v1/earthquakes", ALL, Neighbour.THE_SAME);
        row(
                "PUT /api/v1/earthquakes/{id}",
                ADMINISTRATOR,
                Neighbour.AS_LITTLE_AS_WE,
                "walls-quake",
                Map.of("at", "2026-01-01T00:00:00Z", "lon", 126, "lat", 43, "magnitude", 4.5));
        row("DELETE /api/v1/earthquakes/{id}", ADMINISTRATOR, Neighbour.AS_LITTLE_AS_WE, "walls-quake");
    }

    private void standingOrders(String order) {
        var papers = Set.of(Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT);
        row("GET /api/v1/standing-orders", papers, Neighbour.THE_REST);
        row("GET /api/v1/points/{point}/site-limits/{level}", papers, Neighbour.NOTHING, POINT + " RED");
        row("POST /api/v1/points/{point}/standing-orders", papers, Neighbour.NOTHING, POINT, order(0));
        row("PUT /api/v1/standing-orders/{id}", papers, Neighbour.NOTHING, order, order(1));
        var seen = Map.of("version", 1);
        row(
                "POST /api/v1/standing-orders/{id}/approve",
                Set.of(Role.ADMINISTRATOR, Role.EXPERT),
                Neighbour.NOTHING,
                order,
                seen);
        row("POST /api/v1/standing-orders/{id}/sign", Set.of(Role.SIGNER), Neighbour.NOTHING, order, seen);
        row(
                "POST /api/v1/standing-orders/{id}/revoke",
                Set.of(Role.ADMINISTRATOR, Role.SIGNER),
                Neighbour.NOTHING,
                order,
                Map.of("version", 1, "reason", "墙"));
    }

    private void recordsAndCameras() {
        row("GET /api/v1/devices/{id}/record", READS_CARDS, Neighbour.NOTHING, DEVICE);
        row("PUT /api/v1/devices/{id}/installation", ADMINISTRATOR, Neighbour.NOTHING, DEVICE, Map.of("version", 0));
        row("POST /api/v1/devices/{id}/calibrations", ADMINISTRATOR, Neighbour.NOTHING, DEVICE, calibration());
        row("GET /api/v1/calibrations/due", ALL, Neighbour.THE_REST);
        row("GET /api/v1/cameras", READS_CARDS, Neighbour.THE_REST);
        row("POST /api/v1/cameras", ADMINISTRATOR, Neighbour.A_REFUSAL, "", camera("walls-made", 0));
        row("PUT /api/v1/cameras/{id}", ADMINISTRATOR, Neighbour.NOTHING, CAMERA, camera(CAMERA, 1));
        row(
                "PUT /api/v1/cameras/{id}/credentials",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                CAMERA,
                Map.of("username", "admin", "password", "walls"));
    }

    static Map<String, Object> calibration() {
        return Map.of(
                "quantity",
                "displacement",
                "calibratedOn",
                "2020-01-01",
                "factor",
                1,
                "zero",
                0,
                "certificate",
                "JL-2020-1",
                "validUntil",
                "2021-01-01");
    }

    static Map<String, Object> camera(String id, int version) {
        return Map.of(
                "id",
                id,
                "version",
                version,
                "pointId",
                POINT,
                "name",
                "墙上",
                "lon",
                126.75,
                "lat",
                42.97,
                "bearing",
                90,
                "view",
                60,
                "kind",
                "rtsp",
                "address",
                "rtsp://10.1.2.3/1");
    }

    static Map<String, Object> order(int version) {
        return Map.of(
                "version",
                version,
                "level",
                "red",
                "kinds",
                List.of("threshold"),
                "until",
                Instant.now().plus(30, ChronoUnit.DAYS).toString(),
                "sirens",
                List.of(SIREN),
                "grounds",
                "墙下无人可问");
    }

    private static Map<String, Object> point(String id, @Nullable Integer version) {
        var point = new LinkedHashMap<String, Object>(
                Map.of("id", id, "name", "墙", "kind", "landslide", "division", DIVISION, "lon", 126.75, "lat", 42.97));
        if (version != null) {
            point.put("version", version);
        }
        return point;
    }

    private static Map<String, Object> device(String id) {
        return Map.of("id", id, "version", 1, "pointId", POINT, "division", DIVISION, "channels", List.of());
    }

    private void rules() {
        row("GET /api/v1/rules", ALL, Neighbour.THE_REST);
        row("GET /api/v1/rules/templates", ALL, Neighbour.THE_SAME);
        row("GET /api/v1/rules/{id}", ALL, Neighbour.NOTHING, RULE);
        row("GET /api/v1/rules/{id}/versions", ALL, Neighbour.NOTHING, RULE);
        row("GET /api/v1/rules/{id}/shadow", ALL, Neighbour.NOTHING, RULE);
        row("PUT /api/v1/rules/{id}", ADMINISTRATOR, Neighbour.NOTHING, RULE, rule(1));
        row(
                "POST /api/v1/backtests",
                TESTS_RULES,
                Neighbour.A_REFUSAL,
                "",
                Map.of(
                        "deviceId",
                        DEVICE,
                        "quantity",
                        "displacement",
                        "from",
                        "2026-01-01T00:00:00Z",
                        "to",
                        "2026-01-02T00:00:00Z"));
    }

    static Map<String, Object> rule(int version) {
        return Map.of(
                "id",
                RULE,
                "version",
                version,
                "method",
                "threshold",
                "appliesTo",
                Map.of("quantity", "displacement", "pointId", POINT),
                "levels",
                Map.of("yellow", 10, "red", 50));
    }

    private void monitoring() {
        row("GET /api/v1/devices/{id}/commands", ALL, Neighbour.NOTHING, DEVICE);
        row("POST /api/v1/devices/{id}/commands", OPERATORS, Neighbour.NOTHING, DEVICE, Map.of("do", "status"));
        row("GET /api/v1/observations", ALL, Neighbour.NOTHING, "?device=" + DEVICE + "&quantity=displacement");
        row("GET /api/v1/risk", ALL, Neighbour.THE_REST_UNSEEN);
        row(
                "PUT /api/v1/forecasts/{source}",
                FORECASTS,
                Neighbour.A_REFUSAL,
                DIVISION + "-administrator",
                Map.of(
                        "source",
                        DIVISION + "-administrator",
                        "issuedAt",
                        "2026-01-01T00:00:00Z",
                        "divisions",
                        Map.of(DIVISION, List.of())));
        row("GET /api/v1/overview", ALL, Neighbour.THE_REST);
    }

    private void alertsAndMessages() {
        row("GET /api/v1/alerts", ALL, Neighbour.THE_REST);
        row("GET /api/v1/alerts/past", ALL, Neighbour.THE_REST);
        row("GET /api/v1/alerts/{id}", ALL, Neighbour.NOTHING, ALERT);
        row("GET /api/v1/alerts/{id}/why", ALL, Neighbour.NOTHING, ALERT);
        row("POST /api/v1/alerts/{id}/acknowledge", OPERATORS, Neighbour.NOTHING, ALERT, Map.of());
        row("GET /api/v1/messages", ALL, Neighbour.THE_REST);
        row("GET /api/v1/replies", ALL, Neighbour.THE_REST);
        row("GET /api/v1/replies/unknown", OPERATORS, Neighbour.THE_REST_UNSEEN);
        row("POST /api/v1/replies/{id}/settle", OPERATORS, Neighbour.AS_LITTLE_AS_WE, "900001", Map.of("note", "过路人"));
        row("POST /api/v1/messages/{id}/call", OPERATORS, Neighbour.NOTHING, MESSAGE, Map.of());
        row("POST /api/v1/messages/erasures", ADMINISTRATOR, Neighbour.A_REFUSAL, "", Map.of("phone", "10000000009"));
    }

    private void rollCall(String warning, String household) {
        var there = warning + " " + household;
        row("GET /api/v1/warnings/{id}/roll-call", ALL, Neighbour.NOTHING, warning);
        row("GET /api/v1/warnings/{id}/roll-call/course", ALL, Neighbour.NOTHING, warning);
        row("GET /api/v1/warnings/{id}/roll-call/{household}/numbers", OPERATORS, Neighbour.NOTHING, there);
        row("GET /api/v1/warnings/{id}/roll-call/{household}/runners", CALLS, Neighbour.NOTHING, there);
        row(
                "POST /api/v1/warnings/{id}/roll-call/{household}",
                CALLS,
                Neighbour.NOTHING,
                there,
                Map.of("state", "moved", "note", "在亲戚家"));
        row(
                "POST /api/v1/warnings/{id}/roll-call/{household}/runner",
                CALLS,
                Neighbour.NOTHING,
                there,
                Map.of("name", "邻居", "phone", "10000000019"));
        row(
                "POST /api/v1/warnings/{id}/roll-call/{household}/undo",
                CALLS,
                Neighbour.NOTHING,
                there,
                Map.of("change", 1));
    }

    private void cries() {
        row("GET /api/v1/cries", ALL, Neighbour.THE_REST);
        row("GET /api/v1/cries/{id}/numbers", OPERATORS, Neighbour.NOTHING, CRY);
        row("POST /api/v1/cries/{id}/take", OPERATORS, Neighbour.NOTHING, CRY, Map.of());
        row("POST /api/v1/cries/{id}/settle", OPERATORS, Neighbour.NOTHING, CRY, Map.of("note", "邻居扶下山"));
    }

    private void warnings(String warning, String notice) {
        row("GET /api/v1/warnings/{id}/calls", READS_APPROVALS, Neighbour.NOTHING, warning);
        row("GET /api/v1/warnings", ALL, Neighbour.THE_REST);
        row("GET /api/v1/warnings/{id}", ALL, Neighbour.NOTHING, warning);
        row(
                "POST /api/v1/points/{point}/warnings",
                OPERATORS,
                Neighbour.NOTHING,
                POINT,
                Map.of("level", "yellow", "reason", "墙上有裂缝"));
        row("POST /api/v1/warnings/{id}/acknowledge", OPERATORS, Neighbour.NOTHING, warning, seen("comment"));
        row("POST /api/v1/warnings/{id}/verify", OPERATORS, Neighbour.NOTHING, warning, seen("comment"));
        row("POST /api/v1/warnings/{id}/dismiss", OPERATORS, Neighbour.NOTHING, warning, seen("reason"));
        row(
                "POST /api/v1/warnings/{id}/shelve",
                OPERATORS,
                Neighbour.NOTHING,
                warning,
                Map.of("version", 1, "reason", "看过", "until", "2099-01-01T00:00:00Z"));
        row("DELETE /api/v1/warnings/{id}/shelf", OPERATORS, Neighbour.NOTHING, warning);
        row("POST /api/v1/warnings/{id}/notices/preview", READS_APPROVALS, Neighbour.NOTHING, warning, notice());
        row("POST /api/v1/warnings/{id}/notices", OPERATORS, Neighbour.NOTHING, warning, notice());
        row("GET /api/v1/notices/{id}", ALL, Neighbour.NOTHING, notice);
        row("GET /api/v1/notices/{id}/remaining", ALL, Neighbour.NOTHING, notice);
        row("GET /api/v1/warnings/{id}/remaining", ALL, Neighbour.NOTHING, warning);
        row("POST /api/v1/notices/{id}/withdraw", OPERATORS, Neighbour.NOTHING, notice, Map.of("comment", "改了"));
        row("POST /api/v1/warnings/{id}/correct", READS_APPROVALS, Neighbour.NOTHING, warning, seen("reason"));
        row("POST /api/v1/warnings/{id}/close", OPERATORS, Neighbour.NOTHING, warning, seen("review"));
    }

    private static Map<String, Object> seen(String key) {
        return Map.of("version", 1, key, "看过");
    }

    static Map<String, Object> notice() {
        return Map.of(
                "version", 2,
                "act", "evacuation",
                "purpose", "issue",
                "level", "yellow",
                "reason", "墙上有裂缝",
                "shelter", "小学");
    }

    private void pointFiles(Made made) {
        row("GET /api/v1/zones", ALL, Neighbour.THE_REST);
        row("GET /api/v1/points/{id}/dossier", READS_CARDS, Neighbour.NOTHING, POINT);
        row("GET /api/v1/points/{id}/people", READS_CARDS, Neighbour.NOTHING, POINT);
        row("GET /api/v1/points/{id}/reminders", READS_CARDS, Neighbour.NOTHING, POINT);
        row("GET /api/v1/points/{id}/history", READS_CARDS, Neighbour.NOTHING, POINT);
        row("GET /api/v1/points/{id}/plans", READS_CARDS, Neighbour.NOTHING, POINT);
        row("POST /api/v1/points/{id}/plans", ADMINISTRATOR, Neighbour.NOTHING, POINT, plan(0));
        row(
                "PUT /api/v1/points/{id}/plans/{plan}",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                POINT + " " + made.plan(),
                plan(1));
        row("GET /api/v1/points/{id}/works", READS_CARDS, Neighbour.NOTHING, POINT);
        row("POST /api/v1/points/{id}/works", ADMINISTRATOR, Neighbour.NOTHING, POINT, work(0));
        row(
                "PUT /api/v1/points/{id}/works/{work}",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                POINT + " " + made.work(),
                work(1));
        row("GET /api/v1/points/{id}/files", READS_CARDS, Neighbour.NOTHING, POINT);
        row(
                "POST /api/v1/points/{id}/photos",
                Set.of(Role.ADMINISTRATOR, Role.CREW),
                Neighbour.NOTHING,
                POINT + " ?name=a.jpg",
                "no picture");
        row(
                "POST /api/v1/points/{id}/documents",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                POINT + " ?name=a.pdf",
                "no document");
        row("GET /api/v1/points/{id}/files/{file}", READS_CARDS, Neighbour.NOTHING, POINT + " " + made.photo());
        row(
                "GET /api/v1/points/{id}/files/{file}/thumbnail",
                READS_CARDS,
                Neighbour.NOTHING,
                POINT + " " + made.photo());
    }

    static Map<String, Object> plan(long version) {
        return Map.of("version", version, "edition", "2026", "author", "县局");
    }

    static Map<String, Object> work(long version) {
        return Map.of("version", version, "measure", "drainage", "name", "截排水沟");
    }

    private void residents(Made made) {
        var household = Map.of("version", 1, "number", "9", "name", "吴", "people", 2, "address", "墙下");
        row("GET /api/v1/points/{id}/households", READS_CARDS, Neighbour.NOTHING, POINT);
        row("POST /api/v1/points/{id}/households", ADMINISTRATOR, Neighbour.NOTHING, POINT, household);
        row("GET /api/v1/households/{id}", READS_CARDS, Neighbour.NOTHING, made.household());
        row("PUT /api/v1/households/{id}", ADMINISTRATOR, Neighbour.NOTHING, made.household(), household);
        row("GET /api/v1/households/{id}/history", READS_CARDS, Neighbour.NOTHING, made.household());
        row("PUT /api/v1/points/{id}/card", ADMINISTRATOR, Neighbour.NOTHING, POINT, Map.of("version", 0));
        row("GET /api/v1/points/{id}/card", READS_CARDS, Neighbour.NOTHING, POINT);
        row("GET /api/v1/points/{id}/cards", CALLS, Neighbour.NOTHING, POINT);
        row("POST /api/v1/imports", ADMINISTRATOR, Neighbour.THE_SAME, "?name=x.csv", "户编号,户主姓名");
        row("GET /api/v1/imports", ADMINISTRATOR, Neighbour.THE_REST);
        row("GET /api/v1/imports/{id}", ADMINISTRATOR, Neighbour.NOTHING, made.preview());
        row("POST /api/v1/imports/{id}/commit", ADMINISTRATOR, Neighbour.NOTHING, made.preview());
        row("POST /api/v1/imports/{id}/undo", ADMINISTRATOR, Neighbour.NOTHING, made.lot());
        row("GET /api/v1/tables/{table}/excel", ADMINISTRATOR, Neighbour.THE_REST_UNSEEN, "points");
        row("GET /api/v1/tables/{table}/csv", ADMINISTRATOR, Neighbour.THE_REST, "points");
        row("GET /api/v1/tables/{table}/template", ALL, Neighbour.THE_SAME, "points");
        row("GET /api/v1/weaknesses", READS_CARDS, Neighbour.THE_REST);
    }

    private void approvals() {
        var hash = "0".repeat(64);
        var until = Instant.now().plus(1, ChronoUnit.DAYS);
        row("GET /api/v1/approvals", READS_APPROVALS, Neighbour.THE_REST);
        row("GET /api/v1/approvals/waiting", READS_APPROVALS, Neighbour.THE_REST);
        row("GET /api/v1/approvals/{id}", READS_APPROVALS, Neighbour.NOTHING, APPROVAL);
        row(
                "POST /api/v1/approvals/{id}/sign",
                SITS,
                Neighbour.NOTHING,
                APPROVAL,
                Map.of("hash", hash, "password", "a long enough password"));
        row(
                "POST /api/v1/approvals/{id}/delegate",
                SIGNS,
                Neighbour.NOTHING,
                APPROVAL,
                Map.of("to", CLERK, "until", until));
        row("POST /api/v1/approvals/{id}/comment", READS_APPROVALS, Neighbour.NOTHING, APPROVAL, Map.of("text", "墙"));
        row(
                "POST /api/v1/approvals/{id}/send-back",
                SITS,
                Neighbour.NOTHING,
                APPROVAL,
                Map.of("step", "draft", "comment", "墙"));
        row(
                "POST /api/v1/approvals/{id}/withdraw",
                SEES_APPROVALS,
                Neighbour.NOTHING,
                APPROVAL,
                Map.of("comment", "墙"));
        row("GET /api/v1/approvals/{id}/calls", READS_APPROVALS, Neighbour.NOTHING, APPROVAL);
        row("GET /api/v1/delegations", MANAGES_DELEGATIONS, Neighbour.THE_REST);
        row("POST /api/v1/delegations", SIGNS, Neighbour.A_REFUSAL, "", Map.of("to", CLERK, "until", until));
        row("DELETE /api/v1/delegations/{id}", MANAGES_DELEGATIONS, Neighbour.NOTHING, APPROVAL);
    }

    private void removals(Made made) {
        row("DELETE /api/v1/devices/{id}/credentials", ADMINISTRATOR, Neighbour.NOTHING, DEVICE);
        row(
                "DELETE /api/v1/devices/{id}/calibrations/{calibration}",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                DEVICE + " " + made.calibration());
        row("DELETE /api/v1/cameras/{id}", ADMINISTRATOR, Neighbour.NOTHING, CAMERA + " ?version=2");
        row(
                "DELETE /api/v1/points/{id}/plans/{plan}",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                POINT + " " + made.plan() + " ?version=2");
        row(
                "DELETE /api/v1/points/{id}/works/{work}",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                POINT + " " + made.work() + " ?version=2");
        row("DELETE /api/v1/points/{id}/files/{file}", ADMINISTRATOR, Neighbour.NOTHING, POINT + " " + made.photo());
        row(
                "DELETE /api/v1/points/{point}/standing-orders/{id}",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                POINT + " walls-order");
        row(
                "DELETE /api/v1/points/{id}/contacts/{contact}",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                POINT + " " + CONTACT + " ?version=2");
        row(
                "DELETE /api/v1/points/{id}/contacts/{contact}/personal-data",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                POINT + " " + CONTACT);
        row(
                "DELETE /api/v1/users/{username}/identities/{id}",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                CLERK + " " + made.identity());
        row(
                "DELETE /api/v1/users/{username}/tokens/{id}",
                ADMINISTRATOR,
                Neighbour.NOTHING,
                CLERK + " " + made.token());
        row("DELETE /api/v1/tokens/{id}", ALL, Neighbour.NOTHING, made.ownToken());
        row("DELETE /api/v1/duty/shifts/{id}", ADMINISTRATOR, Neighbour.NOTHING, made.shift());
        row("DELETE /api/v1/duty/leaves/{id}", ADMINISTRATOR, Neighbour.NOTHING, made.leave());
        var id = made.household();
        row("DELETE /api/v1/households/{id}", ADMINISTRATOR, Neighbour.NOTHING, id + " ?version=2");
        row("DELETE /api/v1/households/{id}/personal-data", ADMINISTRATOR, Neighbour.NOTHING, id);
        row("DELETE /api/v1/sessions/{id}", ALL, Neighbour.NOTHING, made.ownSession());
        row("DELETE /api/v1/users/{username}/sessions", ADMINISTRATOR, Neighbour.NOTHING, CLERK);
        row("POST /api/v1/users/{username}/password", ADMINISTRATOR, Neighbour.NOTHING, CLERK, Map.of());
        row("DELETE /api/v1/users/{username}", ADMINISTRATOR, Neighbour.NOTHING, CLERK);
        row("DELETE /api/v1/session", ALL, Neighbour.THE_SAME);
    }

    private void row(String operation, Set<Role> roles, Neighbour neighbour) {
        row(operation, roles, neighbour, "");
    }

    private void row(String operation, Set<Role> roles, Neighbour neighbour, String ids) {
        row(operation, roles, neighbour, ids, null);
    }

    /** @param ids for the variables of the path, in their order, and then what comes after it */
    private void row(String operation, Set<Role> roles, Neighbour neighbour, String ids, @Nullable Object body) {
        var path = operation.substring(operation.indexOf(' ') + 1);
        for (var id : ids.isEmpty() ? List.<String>of() : List.of(ids.split(" "))) {
            path = path.contains("{") ? path.replaceFirst("\\{[^}]+}", id) : path + id;
        }
        rows.put(operation, new Row(path, roles, neighbour, body));
    }
}
