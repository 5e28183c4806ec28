package cn.shanshao.center;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.WallTable.Neighbour;
import cn.shanshao.center.WallTable.Row;
import cn.shanshao.center.alert.StoredAlert;
import cn.shanshao.center.approval.StoredApproval;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.vault.Vault;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Every operation that the OpenAPI document tells of, and every other address, tried as a stranger, as the administrator
 * of the neighbour county, and in the wrong role. What is allowed comes last, for it takes things away.
 */
@CenterTest
@Import({StoredAlert.class, StoredApproval.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WallsTest {
    private static final String PASSWORD = "a long enough password";
    private static final Set<String> LOGINS =
            Set.of("POST /api/v1/session", "POST /api/v1/session/certificate", "GET /api/v1/session/ways");
    /** Nobody is signed in there: the call itself is signed, by the carrier that makes it. */
    private static final Set<String> SIGNED = Set.of(
            "POST /api/v1/callbacks/twilio/{gateway}/status/{reference}",
            "POST /api/v1/callbacks/twilio/{gateway}/call/{reference}",
            "POST /api/v1/callbacks/twilio/{gateway}/text",
            "POST /api/v1/callbacks/twilio/{gateway}/key/{reference}",
            "POST /api/v1/callbacks/twilio/{gateway}/key/{reference}/{language}");
    /** Neither there: the approval platform signs. */
    private static final String PLATFORM = "POST /api/v1/approvals/platform/callback";
    /** Pages, their assets and the health: open to everybody. Nothing of a division lies behind them. */
    private static final Set<String> OPEN = Set.of(
            "/",
            "/login",
            "/phones",
            "/wall",
            "/m",
            "/m/**",
            "/points/**",
            "/new-point",
            "/devices/**",
            "/alerts/**",
            "/warnings/**",
            "/replies",
            "/messages",
            "/delegations",
            "/risk",
            "/rules",
            "/backtest",
            "/import",
            "/standing-orders",
            "/weaknesses",
            "/users",
            "/divisions",
            "/tokens",
            "/me",
            "/duty",
            "/audit",
            "/masks",
            "/authority.crt",
            "/assets/**",
            "/index.html",
            "/favicon.ico",
            "/**",
            "/webjars/**",
            "/error",
            "/actuator/health",
            "/actuator/health/**");
    /** Beside the operations of the table. */
    private static final Set<String> CLOSED =
            Set.of("/ws", "/v3/api-docs", "/v3/api-docs.yaml", "/actuator/prometheus", "/actuator");

    @Autowired
    Caller stranger;

    @Autowired
    Registry registry;

    @Autowired
    StoredAlert alerts;

    @Autowired
    StoredApproval approvals;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Vault vault;

    @Autowired
    ApplicationContext context;

    private final Map<Role, Caller> ours = new EnumMap<>(Role.class);
    private Caller neighbour;
    private Caller province;
    private Map<String, Row> rows = Map.of();

    @BeforeAll
    void aCountyItsPeopleAndItsNeighbour() {
        province = stranger.admin();
        Scenery.slope(registry, WallTable.POINT, WallTable.DIVISION, "10000000009");
        alerts.save(Scenery.alert(WallTable.POINT, WallTable.DIVISION, 1, 1, AlertState.RAISED, Level.RED));
        assertThat(province.put("/api/v1/rules/" + WallTable.RULE, WallTable.rule(0))
                        .status())
                .isEqualTo(200);
        jdbc.sql("insert into message (id, purpose, channel, realm, division, point_id, episode_id, to_role,"
                        + " phone_index, text, segments, state, detected_at, expires_at) overriding system value"
                        + " values (900001, 'check', 'sms', 'EXERCISE', ?, ?, ?, 'MONITOR', '', 'text', 1,"
                        + " 'failed', now(), now())")
                .params(WallTable.DIVISION, WallTable.POINT, WallTable.ALERT)
                .update();
        jdbc.sql("insert into reply (phone_index, division, point_id, meaning, body) values (?, ?, ?, 'REAL', ?)")
                .params(vault.index("10000000009"), WallTable.DIVISION, WallTable.POINT, new byte[40])
                .update();
        jdbc.sql("insert into proposed_mask select ?, 'displacement', f, f + interval '1 h', '检修', 'somebody', now()"
                        + " from unnest(array[timestamptz '2025-01-01Z', timestamptz '2025-02-01Z']) f")
                .params(WallTable.DEVICE)
                .update();
        for (var role : Role.values()) {
            ours.put(role, user("walls-" + role.name().toLowerCase(Locale.ROOT), role, WallTable.DIVISION));
        }
        approvals.save(WallTable.APPROVAL, WallTable.DIVISION, "walls-duty");
        neighbour = user("walls-neighbour", Role.ADMINISTRATOR, "220281");
        var clerk = user(WallTable.CLERK, Role.DUTY, WallTable.DIVISION);
        var shift = made("/api/v1/duty/shifts", WallTable.shift("2020-03-01T00:00:00Z", "2020-03-02T00:00:00Z"));
        var leave = made(
                "/api/v1/duty/leaves",
                Map.of(
                        "username",
                        WallTable.CLERK,
                        "begins",
                        Instant.now(),
                        "ends",
                        Instant.now().plusSeconds(3600)));
        var handover = made(
                "/api/v1/duty/handovers",
                Map.of("division", WallTable.DIVISION, "taker", WallTable.CLERK, "notes", "夜间无雨"));
        var identity = made(
                "/api/v1/users/" + WallTable.CLERK + "/identities",
                Map.of("kind", "oidc", "issuer", "https://id.example", "subject", "clerk"));
        var household = made(
                "/api/v1/points/" + WallTable.POINT + "/households",
                Map.of("number", "9", "name", "吴", "people", 2, "address", "墙下"));
        var plan = made("/api/v1/points/" + WallTable.POINT + "/plans", WallTable.plan(0));
        var work = made("/api/v1/points/" + WallTable.POINT + "/works", WallTable.work(0));
        var calibration = made("/api/v1/devices/" + WallTable.DEVICE + "/calibrations", WallTable.calibration());
        assertThat(we().post("/api/v1/cameras", WallTable.camera(WallTable.CAMERA, 0))
                        .status())
                .isEqualTo(201);
        made("/api/v1/devices", Map.of("id", WallTable.SIREN, "pointId", WallTable.POINT, "model", "siren"));
        var order = made("/api/v1/points/" + WallTable.POINT + "/standing-orders", WallTable.order(0));
        var warning =
                made("/api/v1/points/" + WallTable.POINT + "/warnings", Map.of("level", "yellow", "reason", "墙上有裂缝"));
        assertThat(we().post("/api/v1/warnings/" + warning + "/verify", Map.of("version", 1))
                        .status())
                .isEqualTo(200);
        var notice = made("/api/v1/warnings/" + warning + "/notices", WallTable.notice());
        jdbc.sql("insert into roll_call (warning_id, point_id, division, realm, level, notice, notice_id, since)"
                        + " values (?, ?, ?, 'EXERCISE', 'RED', 1, ?, now())")
                .params(warning, WallTable.POINT, WallTable.DIVISION, notice)
                .update();
        jdbc.sql("insert into roll_household (warning_id, household_id, point_id, notice, resolved_at, people,"
                        + " state, since) values (?, ?, ?, 1, now(), 2, 'UNREACHED', now())")
                .params(warning, household, WallTable.POINT)
                .update();
        jdbc.sql("insert into cry (id, realm, owner, household_id, point_id, division, at, heard_at)"
                        + " overriding system value values (?, 'EXERCISE', ?, ?, ?, ?, now(), now())")
                .params(Long.valueOf(WallTable.CRY), household, household, WallTable.POINT, WallTable.DIVISION)
                .update();
        rows = new WallTable(new WallTable.Made(
                        token(clerk),
                        token(we()),
                        otherSession(),
                        identity,
                        shift,
                        leave,
                        household,
                        preview("户编号\n1"),
                        lot(),
                        photo(),
                        plan,
                        work,
                        order,
                        calibration,
                        warning,
                        notice,
                        handover))
                .rows();
    }

    private Caller we() {
        return ours.get(Role.ADMINISTRATOR);
    }

    private Caller user(String name, Role role, String division) {
        var wire = new HashMap<>(Map.of("username", name, "password", PASSWORD, "division", division));
        wire.put("role", role.name().toLowerCase(Locale.ROOT));
        var made = province.post("/api/v1/users", wire);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return stranger.signIn(name, PASSWORD);
    }

    private String made(String path, Object body) {
        var made = we().post(path, body);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return made.json().get("id").asString();
    }

    /** And a danger zone, by which the point stands in the list of those. */
    private String photo() {
        jdbc.sql("update hazard_point set dossier = jsonb_build_object('zone', ?::jsonb) where id = ?")
                .params(
                        "{\"type\":\"Polygon\",\"coordinates\":[[[126.7,42.9],[126.8,42.9],[126.8,43],[126.7,42.9]]]}",
                        WallTable.POINT)
                .update();
        var pixel = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
        var added = we().upload("/api/v1/points/" + WallTable.POINT + "/photos?name=a.webp", pixel);
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        return added.json().get("id").asString();
    }

    private String preview(String table) {
        return we().post("/api/v1/imports?name=a.csv", table).json().get("id").asString();
    }

    private String lot() {
        var id = preview("隐患点编号,户编号,户主姓名,人数,住址\n%s,8,周,1,墙下".formatted(WallTable.POINT));
        var address = "/api/v1/imports/" + id;
        assertThat(we().post(address + "/commit", Map.of()).status()).isEqualTo(202);
        eventually(() ->
                assertThat(we().get(address).json().get("state").asString()).isEqualTo("DONE"));
        return id;
    }

    /** Of a county's administrator, beside the one that asks. */
    private String otherSession() {
        stranger.signIn("walls-administrator", PASSWORD);
        var mine = we().get("/api/v1/sessions").json();
        return mine.get("sessions")
                .valueStream()
                .map(one -> one.get("id").asString())
                .filter(id -> !id.equals(mine.get("current").asString()))
                .findFirst()
                .orElseThrow();
    }

    private static String token(Caller of) {
        return of.post("/api/v1/tokens", Map.of("label", "walls"))
                .json()
                .get("id")
                .asString();
    }

    private static Caller.Answer ask(Caller who, String operation, Row row) {
        var method = operation.substring(0, operation.indexOf(' '));
        return who.send(method, row.path(), row.body());
    }

    private List<String> wrong(Check check) {
        var wrong = new ArrayList<String>();
        rows.forEach((operation, row) -> {
            var said = check.of(operation, row);
            if (said != null) {
                wrong.add(operation + ": " + said);
            }
        });
        return wrong;
    }

    private interface Check {
        /** What is wrong; {@code null} when nothing is. */
        @Nullable
        String of(String operation, Row row);
    }

    private static @Nullable String unless(boolean right, Caller.Answer answer) {
        return right ? null : answer.status() + " " + answer.response().body();
    }

    @Test
    @Order(1)
    void everyOperationHasItsRowAndEveryRowItsOperation() {
        var told = new TreeSet<String>();
        var paths = province.get("/v3/api-docs").json().get("paths");
        for (var path : paths.propertyNames()) {
            for (var method : paths.get(path).propertyNames()) {
                told.add(method.toUpperCase(Locale.ROOT) + " " + path);
            }
        }
        assertThat(told).containsAll(LOGINS).containsAll(SIGNED).contains(PLATFORM);
        told.removeAll(LOGINS);
        told.removeAll(SIGNED);
        told.remove(PLATFORM);
        assertThat(told)
                .as("who may do it, and what does a neighbour county see of it? Say so in WallTable")
                .isEqualTo(new TreeSet<>(rows.keySet()));
    }

    @Test
    @Order(1)
    void everyAddressIsAnOperationOrKnownToBeOpenOrClosed() {
        var told = rows.keySet().stream()
                .map(operation -> operation.substring(operation.indexOf(' ') + 1))
                .collect(Collectors.toSet());
        Stream.of(LOGINS, SIGNED, Set.of(PLATFORM))
                .flatMap(Set::stream)
                .forEach(login -> told.add(login.substring(login.indexOf(' ') + 1)));
        told.addAll(OPEN);
        told.addAll(CLOSED);
        var urls = context.getBeansOfType(AbstractUrlHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMap().keySet().stream());
        var methods = context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(info -> info.getPatternValues().stream());
        assertThat(told).containsAll(Stream.concat(urls, methods).collect(Collectors.toSet()));
    }

    @Test
    @Order(2)
    void aStrangerIsToldToSignIn() {
        assertThat(wrong((operation, row) -> {
                    var answer = ask(stranger, operation, row);
                    return unless(answer.status() == 401, answer);
                }))
                .isEmpty();
        for (var address : CLOSED) {
            assertThat(stranger.with("X-Forwarded-For", "203.0.113.9")
                            .get(address)
                            .status())
                    .as(address)
                    .isEqualTo(401);
        }
    }

    @Test
    @Order(2)
    void whatNoCarrierSignedIsRefusedWhoeverBringsIt() {
        for (var operation : SIGNED) {
            var path = operation
                    .substring(operation.indexOf(' ') + 1)
                    .replace("{gateway}", "twilio")
                    .replace("{reference}", "7")
                    .replace("{language}", "zh");
            for (var who : List.of(stranger, province)) {
                assertThat(who.form(path, "MessageSid=SM1&MessageStatus=delivered")
                                .status())
                        .as(operation)
                        .isEqualTo(403);
                assertThat(who.post(path, Map.of()).status()).as(operation).isEqualTo(415);
            }
        }
        for (var who : List.of(stranger, province)) {
            assertThat(who.post(PLATFORM.substring("POST ".length()), Map.of()).status())
                    .isEqualTo(401);
        }
    }

    @Test
    @Order(3)
    void nothingButThePagesIsAFile() {
        for (var file : List.of(
                "/application.yaml",
                "/db/migration/V1__identity_audit_registry_rules.sql",
                "/divisions/jilin.csv",
                "/assets/../application.yaml",
                "/assets/%2e%2e/application.yaml",
                "/assets/..%2fapplication.yaml",
                "/m/../application.yaml",
                "/cn/shanshao/center/CommandCenter.class",
                "/webjars/",
                "/META-INF/MANIFEST.MF")) {
            assertThat(stranger.get(file).status()).as(file).isIn(400, 404);
        }
    }

    @Test
    @Order(4)
    void theWrongRoleIsRefused() {
        assertThat(wrong((operation, row) -> ours.entrySet().stream()
                        .filter(our -> !row.roles().contains(our.getKey()))
                        .map(our -> {
                            var answer = ask(our.getValue(), operation, row);
                            return answer.status() == 403 ? "" : our.getKey() + " " + answer.status() + "; ";
                        })
                        .collect(Collectors.collectingAndThen(Collectors.joining(), s -> s.isEmpty() ? null : s))))
                .isEmpty();
    }

    /** Whoever may not is told so, and not what a right body looks like. */
    @Test
    @Order(4)
    void theWrongRoleIsRefusedBeforeItsBodyIsRead() {
        assertThat(wrong((operation, row) -> {
                    var method = operation.substring(0, operation.indexOf(' '));
                    if (!Set.of("POST", "PUT", "PATCH").contains(method)) {
                        return null;
                    }
                    var said = ours.entrySet().stream()
                            .filter(our -> !row.roles().contains(our.getKey())
                                    || row.neighbour() == Neighbour.AS_LITTLE_AS_WE
                                            && row.roles().equals(Set.of(Role.ADMINISTRATOR)))
                            .flatMap(our -> Stream.of("", "{}", "{\"do\": 7, ")
                                    .map(body -> our.getValue().send(method, row.path(), body))
                                    .filter(answer -> answer.status() != 403)
                                    .map(answer -> our.getKey() + " " + answer.status()))
                            .distinct()
                            .toList();
                    return said.isEmpty() ? null : said.toString();
                }))
                .isEmpty();
    }

    @Test
    @Order(5)
    void aNeighbourSeesNothingOfUs() {
        assertThat(wrong((operation, row) -> {
                    if (operation.equals("DELETE /api/v1/session")) {
                        return null;
                    }
                    var answer = ask(neighbour, operation, row);
                    var status = answer.status();
                    var body = answer.response().body();
                    return switch (row.neighbour()) {
                        case NOTHING -> unless(status == 404 || status == 403, answer);
                        case A_REFUSAL -> unless(Set.of(403, 404, 422).contains(status), answer);
                        case AS_LITTLE_AS_WE -> unless(status == 403, answer);
                        case THE_REST, THE_REST_UNSEEN ->
                            unless(
                                    status == 200
                                            && !body.contains(WallTable.POINT)
                                            && !body.contains(WallTable.DIVISION),
                                    answer);
                        case THE_SAME ->
                            unless(
                                    status < 300
                                            && !body.contains(WallTable.POINT)
                                            && !body.contains(WallTable.DIVISION),
                                    answer);
                    };
                }))
                .isEmpty();
    }

    @Test
    @Order(6)
    void nothingWasChangedByThemAndWeSeeWhatTheNeighbourDoesNot() {
        assertThat(registry.getPoint(WallTable.POINT).version()).isEqualTo(1);
        assertThat(registry.findContact(WallTable.CONTACT)).isPresent();
        rows.forEach((operation, row) -> {
            if (row.neighbour() == Neighbour.THE_REST) {
                eventually(() -> assertThat(ask(we(), operation, row).response().body())
                        .as(operation)
                        .containsAnyOf(WallTable.POINT, WallTable.DIVISION));
            }
        });
    }

    @Test
    @Order(7)
    void whoMayIsNotHeldBackByTheWall() {
        assertThat(wrong((operation, row) -> {
                    if (row.neighbour() == Neighbour.AS_LITTLE_AS_WE) {
                        var county = ask(we(), operation, row);
                        var root = ask(province, operation, row);
                        return unless(
                                county.status() == 403 && !Set.of(401, 403).contains(root.status()), root);
                    }
                    var may = row.roles().contains(Role.ADMINISTRATOR)
                            ? Role.ADMINISTRATOR
                            : row.roles().stream()
                                    .min(Comparator.naturalOrder())
                                    .orElseThrow();
                    var answer = ask(ours.get(may), operation, row);
                    return unless(!Set.of(400, 401, 403, 404).contains(answer.status()), answer);
                }))
                .isEmpty();
    }
}
