package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.audit.Personal;
import cn.shanshao.center.registry.Registry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@CenterTest
class AuditPageTest {
    private static final String PASSWORD = "a long enough password";

    @Autowired
    Caller stranger;

    @Autowired
    Audit audit;

    private Caller huadian;
    private Caller jiaohe;

    @Autowired
    Registry registry;

    private String object = "";

    @BeforeEach
    void twoCounties() {
        object = "audited-" + System.nanoTime();
        huadian = administrator("220282");
        jiaohe = administrator("220281");
    }

    private Caller administrator(String division) {
        var name = "audit-" + division + "-" + System.nanoTime();
        var made = stranger.admin()
                .post(
                        "/api/v1/users",
                        Map.of("username", name, "password", PASSWORD, "role", "administrator", "division", division));
        assertThat(made.status()).isEqualTo(201);
        return stranger.signIn(name, PASSWORD);
    }

    private List<String> actions(Caller who, String query) {
        var page = who.get("/api/v1/audit?object=" + object + query);
        assertThat(page.status()).as(page.response().body()).isEqualTo(200);
        return page.json().valueStream().map(e -> e.get("action").asString()).toList();
    }

    @Test
    void aCountySeesWhatWasDoneThereAndItsNeighbourDoesNot() {
        audit.record(Act.of("somebody", "thing.save", object).in("220282"));
        assertThat(actions(huadian, "")).containsExactly("thing.save");
        assertThat(actions(jiaohe, "")).isEmpty();
        assertThat(actions(stranger.admin(), "&division=2202")).containsExactly("thing.save");
        assertThat(jiaohe.get("/api/v1/audit?division=220282").status()).isEqualTo(404);
        assertThat(huadian.get("/api/v1/audit/verification").status()).isEqualTo(403);
    }

    @Test
    void aCountySeesWhoSignedInAndWhoWasRefusedThere() {
        var name = "audit-clerk-" + System.nanoTime();
        huadian.post("/api/v1/users", Map.of("username", name, "password", PASSWORD, "role", "duty"));
        stranger.signIn(name, PASSWORD);
        stranger.post("/api/v1/session", Map.of("username", name, "password", "a guess"));
        object = name;
        assertThat(actions(huadian, "&action=session.")).containsExactly("session.refuse", "session.begin");
        assertThat(actions(jiaohe, "")).isEmpty();
    }

    @Test
    void aCountySeesWhatTheProvinceDidToItsThings() {
        var province = stranger.admin();
        var channel = Map.of("quantity", "crack", "unit", "mm");
        var device = Map.of("id", object, "division", "220282", "channels", List.of(channel));
        assertThat(province.post("/api/v1/devices", device).status()).isEqualTo(201);
        var path = "/api/v1/devices/" + object;
        var from = "2026-07-01T00:00:00Z";
        var mask = Map.of("quantity", "crack", "from", from, "to", "2026-07-02T00:00:00Z", "reason", "拉线断裂");
        assertThat(province.post(path + "/masks", mask).status()).isEqualTo(201);
        assertThat(province.delete(path + "/masks?quantity=crack&from=" + from).status())
                .isEqualTo(204);
        assertThat(province.post(path + "/credentials", Map.of()).status()).isLessThan(300);
        registry.noteChannel(object, "tilt", "deg");
        assertThat(actions(huadian, ""))
                .containsExactly("device.channel", "device.credentials", "device.unmask", "device.mask", "device.save");
        assertThat(actions(jiaohe, "")).isEmpty();
    }

    @Test
    void aCountySeesWhatTheProvinceDidToTheHouseholdsOfItsPoints() {
        var province = stranger.admin();
        var point = Map.of(
                "id", object, "name", "东沟", "kind", "landslide", "division", "220282", "lon", 126.5, "lat", 43.5);
        assertThat(province.post("/api/v1/points", point).status()).isEqualTo(201);
        var household = Map.of("number", "1", "name", "王秀英", "people", 3, "address", "东沟村 7 号");
        var made = province.post("/api/v1/points/" + object + "/households", household);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(province.get("/api/v1/points/" + object + "/cards").status()).isEqualTo(200);
        assertThat(actions(huadian, "")).containsExactly("card.print", "point.save");
        object = made.json().get("id").asString();
        var path = "/api/v1/households/" + object;
        assertThat(province.get(path + "?reveal=true").status()).isEqualTo(200);
        assertThat(province.delete(path + "?version=1").status()).isEqualTo(204);
        assertThat(province.delete(path + "/personal-data").status()).isEqualTo(204);
        assertThat(actions(huadian, ""))
                .containsExactly("household.erase", "household.remove", "household.read", "household.save");
        assertThat(actions(jiaohe, "")).isEmpty();
    }

    @Test
    void whatMachinesDidIsLeftOutUnlessItIsAskedFor() {
        audit.record(Act.of("job", "device.channel", object).in("220282"));
        audit.record(Act.of("somebody", "thing.save", object).in("220282"));
        assertThat(actions(huadian, "")).containsExactly("thing.save", "device.channel");
        assertThat(actions(huadian, "&people=true")).containsExactly("thing.save");
    }

    @Test
    void nobodyHidesBehindTheNameOfAMachine() {
        var refused = stranger.admin()
                .post("/api/v1/users", Map.of("username", "job", "password", PASSWORD, "role", "administrator"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("username");
    }

    @Test
    void whatHasNoDivisionIsForTheRoot() {
        audit.record("job", "thing.note", object, Map.of());
        assertThat(actions(huadian, "")).isEmpty();
        assertThat(actions(stranger.admin(), "")).containsExactly("thing.note");
    }

    @Test
    void theTrailIsSearchedByWhoWhatAndWhenAndPaged() {
        for (var action : List.of("thing.one", "thing.two", "other.three")) {
            audit.record(Act.of("somebody", action, object).in("220282"));
        }
        assertThat(actions(huadian, "&action=thing.")).containsExactly("thing.two", "thing.one");
        assertThat(actions(huadian, "&who=nobody")).isEmpty();
        assertThat(actions(huadian, "&who=somebody")).hasSize(3);
        assertThat(actions(huadian, "&limit=1")).containsExactly("other.three");
        var newest = huadian.get("/api/v1/audit?limit=1&object=" + object)
                .json()
                .get(0)
                .get("seq")
                .asLong();
        assertThat(actions(huadian, "&before=" + newest)).containsExactly("thing.two", "thing.one");
        var soon = Instant.now().plusSeconds(60);
        assertThat(actions(huadian, "&from=" + soon)).isEmpty();
        assertThat(actions(huadian, "&to=" + soon)).hasSize(3);
        assertThat(huadian.get("/api/v1/audit?limit=501").status()).isEqualTo(400);
    }

    @Test
    void anEntryTellsTheAddressAndTheSessionOrTokenButNoSecret() {
        var name = "audit-made-" + System.nanoTime();
        huadian.post("/api/v1/users", Map.of("username", name, "password", PASSWORD, "role", "viewer"));
        var made = huadian.get("/api/v1/audit?object=" + name).json().get(0);
        assertThat(made.get("address").asString()).isEqualTo("127.0.0.1");
        assertThat(made.get("via").asString()).matches("session:[0-9a-f]{16}");
        assertThat(made.get("division").asString()).isEqualTo("220282");
        assertThat(String.valueOf(huadian.cookie()))
                .doesNotContain(made.get("via").asString().substring(8));
    }

    @Test
    void readingWhatIsPersonalIsRecordedAndEndsWhenThePersonIsForgotten() {
        audit.record(Act.of("somebody", "contact.save", object)
                .in("220282")
                .changing(null, new Personal("contact:" + object, Map.of("name", "赵德福"))));
        assertThat(huadian.get("/api/v1/audit?object=" + object).response().body())
                .doesNotContain("赵德福");
        assertThat(opened().at("/after/facts/name").asString()).isEqualTo("赵德福");
        var read = huadian.get("/api/v1/audit?action=audit.read&limit=1").json().get(0);
        assertThat(read.get("division").asString()).isEqualTo("220282");
        assertThat(read.at("/detail/entries").size()).isEqualTo(1);

        audit.forget("contact:" + object);
        assertThat(opened().at("/after/facts").isNull()).isTrue();
        assertThat(stranger.admin()
                        .get("/api/v1/audit/verification")
                        .json()
                        .get("intact")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aContactThatIsErasedIsForgottenByTheTrailToo() {
        var admin = stranger.admin();
        assertThat(admin.post(
                                "/api/v1/points",
                                Map.of(
                                        "id",
                                        object,
                                        "name",
                                        "审计点",
                                        "kind",
                                        "landslide",
                                        "division",
                                        "220282",
                                        "lon",
                                        126.7,
                                        "lat",
                                        42.9))
                        .status())
                .isEqualTo(201);
        var contacts = "/api/v1/points/" + object + "/contacts";
        var made = huadian.post(contacts, Map.of("name", "李春生", "phone", "15400000101", "role", "monitor"));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        var contact = made.json().get("id").asString();
        assertThat(huadian.get(contacts).status()).isEqualTo(200);
        assertThat(actions(huadian, "")).containsExactly("contact.read", "point.save");

        object = contact;
        var saved = huadian.get("/api/v1/audit?object=" + contact);
        assertThat(saved.response().body()).doesNotContain("15400000101", "李春生");
        assertThat(opened().at("/after/person/facts/phone").asString()).isEqualTo("15400000101");
        huadian.delete(contacts + "/" + contact + "?version=1");
        assertThat(actions(huadian, "")).containsExactly("contact.remove", "contact.save");
        assertThat(huadian.get("/api/v1/audit?personal=true&object=" + contact)
                        .json()
                        .get(1)
                        .at("/after/person/facts/phone")
                        .asString())
                .as("who was responsible that night may be asked")
                .isEqualTo("15400000101");
        assertThat(huadian.delete(contacts + "/" + contact + "/personal-data").status())
                .isEqualTo(204);
        assertThat(actions(huadian, "")).containsExactly("contact.erase", "contact.remove", "contact.save");
        assertThat(huadian.get("/api/v1/audit?personal=true&object=" + contact)
                        .response()
                        .body())
                .doesNotContain("15400000101", "李春生");
    }

    private JsonNode opened() {
        return huadian.get("/api/v1/audit?personal=true&object=" + object)
                .json()
                .get(0);
    }
}
