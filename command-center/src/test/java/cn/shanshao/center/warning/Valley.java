package cn.shanshao.center.warning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.alert.TakenAlert;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Household.Unit;
import cn.shanshao.center.residents.HouseholdKind;
import cn.shanshao.center.residents.PointCard;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.JsonNode;

/** A slope with people below it, officers who watch it, and alerts about it. */
@Lazy
final class Valley {
    static final String COUNTY = "220282";
    static final String CITY = "2202";
    static final String PROVINCE = "22";
    static final String NEIGHBOUR = "220281";
    private static final String PASSWORD = "long enough for us";

    private final Caller stranger;
    private final Registry registry;
    private final Residents residents;
    private final TakenAlert alerts;
    private final Warnings warnings;
    private final Map<String, Caller> sessions = new HashMap<>();

    Valley(Caller stranger, Registry registry, Residents residents, TakenAlert alerts, Warnings warnings) {
        this.stranger = stranger;
        this.registry = registry;
        this.residents = residents;
        this.alerts = alerts;
        this.warnings = warnings;
    }

    /** A point with a card, two households of three people each, one of them Korean with a shelter of its own. */
    void settle(String point, String phone) {
        Scenery.slope(registry, point, COUNTY, phone);
        residents.save(registry.getPoint(point), card("镇中心小学", "沿东侧村道"), "test");
        residents.save(household(point, "1", "zh", null), "test");
        residents.save(household(point, "2", "ko", new Unit("老岭村部", null, null)), "test");
    }

    static PointCard card(@Nullable String shelter, @Nullable String route) {
        return new PointCard(
                0, null, null, null, null, null, null, null, null, null, shelter, route, null, null, null, null, null,
                null, null, null, null);
    }

    static Household household(String point, String number, String language, @Nullable Unit shelter) {
        return new Household(
                point + "-h" + number,
                0,
                point,
                number,
                HouseholdKind.FAMILY,
                "户" + number,
                3,
                "沟口",
                null,
                List.of(),
                List.of(new Line("户" + number, "1000000" + (4000 + Math.abs((point + number).hashCode() % 5000)))),
                language,
                null,
                null,
                null,
                shelter,
                null,
                null,
                null,
                null,
                null,
                null,
                Realm.EXERCISE);
    }

    void orderGiver(String point, String phone, String login) {
        registry.saveContact(
                new Contact(
                        point + "-og", 0, point, "村主任", phone, ContactRole.ORDER_GIVER, "zh", Realm.EXERCISE, login),
                "test");
    }

    /** Takes somebody on, once, and signs in. */
    Caller as(String name, Role role, String division) {
        return sessions.computeIfAbsent(name, n -> {
            var form = Map.of(
                    "username",
                    n,
                    "displayName",
                    "人" + n,
                    "password",
                    PASSWORD,
                    "phone",
                    "1000001%04d".formatted(Math.abs(n.hashCode() % 10_000)),
                    "role",
                    role.name().toLowerCase(Locale.ROOT),
                    "division",
                    division);
            assertThat(stranger.admin().post("/api/v1/users", form).status()).isIn(201, 409);
            return stranger.signIn(n, PASSWORD);
        });
    }

    Caller duty() {
        return as("wa-duty", Role.DUTY, COUNTY);
    }

    void alert(String point, int opening, long seq, AlertState state, @Nullable Level level) {
        take(Scenery.alert(point, opening, seq, state, level));
    }

    void take(Alert alert) {
        alerts.take(alert);
    }

    /** The same alert as the job would send it when it is corroborated and meets an order. */
    static Alert ordered(Alert a, String order) {
        var json = Json.text(a)
                .replace("\"corroborated\":false", "\"corroborated\":true")
                .replace("\"standingOrder\":null", "\"standingOrder\":\"" + order + "\"");
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
    }

    /** The same alert as the job would send it when another instrument bears it out. */
    static Alert corroborated(Alert a) {
        var json = Json.text(a).replace("\"corroborated\":false", "\"corroborated\":true");
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
    }

    /** The newest warning of a point. */
    Warning of(String point) {
        var all = warnings.list(PROVINCE, null, point, 10);
        assertThat(all).as("warnings of " + point).isNotEmpty();
        return all.get(0);
    }

    List<Notice> notices(String point) {
        return warnings.noticesOf(of(point).id());
    }

    Caller.Answer act(Caller who, String point, String what, Map<String, ?> form) {
        var body = new HashMap<String, Object>(form);
        body.putIfAbsent("version", of(point).version());
        return who.post("/api/v1/warnings/%s/%s".formatted(of(point).id(), what), body);
    }

    static Map<String, Object> notice(String act, String purpose, @Nullable String level) {
        var form = new HashMap<String, Object>(Map.of("act", act, "purpose", purpose, "reason", "后缘裂缝加宽"));
        if (level != null) {
            form.put("level", level);
        }
        return form;
    }

    /** Proposes a notice and has it signed. */
    Notice issue(String point, Map<String, Object> form, Caller signer) {
        var proposed = done(act(duty(), point, "notices", form), 201);
        done(sign(signer, proposed), 200);
        var id = proposed.get("id").asString();
        return warnings.findNotice(id).orElseThrow();
    }

    /** Having seen whatever speaks against it. */
    Caller.Answer sign(Caller signer, JsonNode notice) {
        return sign(signer, notice, grave(signer, notice));
    }

    /** @param aware keys of what the signer says to have seen; {@code null}: nothing is said */
    Caller.Answer sign(Caller signer, JsonNode notice, @Nullable List<String> aware) {
        var form = new HashMap<String, Object>(Map.of("hash", notice.get("hash").asString(), "password", PASSWORD));
        form.put("aware", aware);
        return signer.post("/api/v1/approvals/" + notice.get("id").asString() + "/sign", form);
    }

    /** Keys of what speaks against a notice now, as its page shows them; none to whom it shows no page. */
    static List<String> grave(Caller signer, JsonNode notice) {
        var shown = signer.get("/api/v1/notices/" + notice.get("id").asString() + "/remaining");
        return shown.status() == 404
                ? List.of()
                : done(shown, 200)
                        .at("/now/grave")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList();
    }

    Caller.Answer sendBack(Caller signer, JsonNode notice) {
        return signer.post(
                "/api/v1/approvals/" + notice.get("id").asString() + "/send-back",
                Map.of("step", "draft", "comment", "避险点写错了"));
    }

    Map<String, Object> withPassword(Map<String, ?> form) {
        var body = new HashMap<String, Object>(form);
        body.put("password", PASSWORD);
        return body;
    }

    static JsonNode done(Caller.Answer answer, int status) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        return answer.json();
    }
}
