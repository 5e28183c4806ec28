package cn.shanshao.center.warning;

import static cn.shanshao.center.warning.Valley.CITY;
import static cn.shanshao.center.warning.Valley.COUNTY;
import static cn.shanshao.center.warning.Valley.NEIGHBOUR;
import static cn.shanshao.center.warning.Valley.PROVINCE;
import static cn.shanshao.center.warning.Valley.done;
import static cn.shanshao.center.warning.Valley.notice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.Caller;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.DangerZone;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.residents.PointCard;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What may be told, by whom, in which words, and how it is taken back. */
@ValleyTest
class NoticeRulesTest {
    @Autowired
    Valley valley;

    @Autowired
    Town town;

    @Autowired
    Warnings warnings;

    @Autowired
    Registry registry;

    @Autowired
    Residents residents;

    @Autowired
    JdbcClient jdbc;

    private void verified(String point, String phone, Level level) {
        valley.settle(point, phone);
        valley.alert(point, 1, 1, AlertState.RAISED, level);
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
    }

    private Caller chief() {
        return valley.as("wn-chief", Role.SIGNER, COUNTY);
    }

    private Caller city() {
        return valley.as("wn-city", Role.SIGNER, CITY);
    }

    private Caller province() {
        return valley.as("wn-province", Role.SIGNER, PROVINCE);
    }

    @Test
    void thePreviewSaysTheWordsTheNumbersAndWhoSigns() {
        var point = "wn-look";
        verified(point, "10000003301", Level.ORANGE);
        valley.as("wn-giver", Role.CREW, COUNTY);
        valley.orderGiver(point, "10000003341", "wn-giver");
        var preview =
                done(valley.act(valley.duty(), point, "notices/preview", notice("evacuation", "issue", "red")), 200);
        var told = preview.get("notice");
        assertThat(told.get("id").asString()).isEmpty();
        assertThat(told.get("people").asInt()).isEqualTo(6);
        assertThat(told.get("words")
                        .valueStream()
                        .map(w -> w.get("language").asString() + " "
                                + w.get("shelter").asString() + " "
                                + w.get("people").asInt()))
                .containsExactly("zh 镇中心小学 3", "ko 老岭村部 3");
        assertThat(preview.get("signers").valueStream().map(s -> s.get("names").toString()))
                .containsExactly("[]", "[\"人wn-giver\"]");
        assertThat(valley.notices(point)).as("nothing is kept").isEmpty();

        var proposed = done(valley.act(valley.duty(), point, "notices", notice("evacuation", "issue", "red")), 201);
        assertThat(proposed.get("words"))
                .as("what was looked at is what is signed")
                .isEqualTo(told.get("words"));
        done(valley.sign(valley.as("wn-giver", Role.CREW, COUNTY), proposed), 200);
        assertThat(town.heardOf(point)).hasSize(1);
    }

    @Test
    void theHashIsOverEverythingThatIsTold() throws Exception {
        var point = "wn-hash";
        verified(point, "10000003302", Level.ORANGE);
        var issued = valley.issue(point, notice("evacuation", "issue", "orange"), chief());
        var content = Json.sorted(Map.of(
                "notice", issued.with(NoticeState.SIGNING, null, List.of()).hashed("")));
        var sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        assertThat(issued.hash()).isEqualTo(sha);
        var other = new String(content, StandardCharsets.UTF_8).replace("小学", "中学");
        assertThat(sha)
                .isNotEqualTo(HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(other.getBytes(StandardCharsets.UTF_8))));
    }

    private void rewrite(JsonNode notice, String set) {
        jdbc.sql("update notice set " + set + " where id = ?")
                .param(notice.get("id").asString())
                .update();
    }

    private JsonNode waiting(String point, String phone) {
        verified(point, phone, Level.ORANGE);
        return done(valley.act(valley.duty(), point, "notices", notice("evacuation", "issue", "orange")), 201);
    }

    private List<String> trail(JsonNode notice) {
        return jdbc.sql("select who || ' ' || action from audit_entry where object = ? order by seq")
                .param(notice.get("id").asString())
                .query(String.class)
                .list();
    }

    /** What who holds the database could do. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "words | replace(body::text, '小学', '中学')::jsonb",
                "people | jsonb_set(body, '{people}', '0')",
                "hash | jsonb_set(body, '{hash}', to_jsonb(repeat('0', 64)))",
            })
    void otherWordsUnderTheHashThatIsSignedAreNotIssued(String what, String body) {
        var point = "wn-forged-" + what;
        var proposed = waiting(point, "1000000335" + what.length());
        jdbc.sql("alter table notice disable trigger notice_words").update();
        try {
            rewrite(proposed, "body = " + body);
        } finally {
            jdbc.sql("alter table notice enable trigger notice_words").update();
        }

        var refused = valley.sign(chief(), proposed);
        assertThat(refused.status()).as(refused.response().body()).isEqualTo(409);
        assertThat(refused.response().body()).contains("it says something else");
        assertThat(town.heardOf(point)).isEmpty();
        assertThat(valley.notices(point)).extracting(Notice::state).containsExactly(NoticeState.SIGNING);
        assertThat(valley.of(point).issued()).isNull();
        assertThat(trail(proposed)).contains("system notice.refuse", "wn-chief approval.refuse");
        assertThat(trail(proposed)).doesNotContain("wn-chief approval.sign", "wn-chief notice.issue");
    }

    @Test
    void aNoticeStaysAsItWasWritten() {
        var other = "wn-stays-other";
        valley.settle(other, "10000003359");
        valley.alert(other, 1, 1, AlertState.RAISED, Level.ORANGE);
        var proposed = waiting("wn-stays", "10000003360");
        for (var set : List.of(
                "body = jsonb_set(body, '{people}', '0')",
                "body = body - 'reason'",
                "number = number + 1",
                "act = 'PUBLIC'",
                "purpose = 'LIFT'",
                "id = id || 'x'",
                "warning_id = '%s'".formatted(valley.of(other).id()))) {
            assertThatThrownBy(() -> rewrite(proposed, set)).as(set).hasMessageContaining("stays as it was written");
        }
        for (var sql : List.of("delete from notice", "truncate notice cascade")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).as(sql).hasMessageContaining("is kept");
        }
        done(valley.sign(chief(), proposed), 200);
        assertThat(town.heardOf("wn-stays")).hasSize(1);
    }

    @Test
    void aSignatureOfAnotherCountyOrForOtherWordsIssuesNothing() {
        var point = "wn-strange";
        verified(point, "10000003303", Level.ORANGE);
        var proposed = done(valley.act(valley.duty(), point, "notices", notice("evacuation", "issue", "red")), 201);
        assertThat(valley.sign(valley.as("wn-neighbour", Role.SIGNER, NEIGHBOUR), proposed)
                        .status())
                .isEqualTo(404);
        var path = "/api/v1/approvals/" + proposed.get("id").asString() + "/sign";
        var wrong = chief().post(path, valley.withPassword(Map.of("hash", "0".repeat(64))));
        assertThat(wrong.status()).isEqualTo(409);
        assertThat(town.heardOf(point)).isEmpty();
    }

    @Test
    void aPublicWarningIsSignedByTheTable() {
        var point = "wn-public";
        verified(point, "10000003304", Level.ORANGE);
        for (var row : Map.of("blue", COUNTY, "yellow", COUNTY, "orange", CITY, "red", PROVINCE)
                .entrySet()) {
            var preview = done(
                    valley.act(valley.duty(), point, "notices/preview", notice("public", "issue", row.getKey())), 200);
            assertThat(preview.at("/notice/signing").asString())
                    .as(row.getKey())
                    .isEqualTo(row.getValue());
            assertThat(preview.at("/signers/0/division").asString()).isEqualTo(row.getValue());
        }
        var proposed = done(valley.act(valley.duty(), point, "notices", notice("public", "issue", "orange")), 201);
        assertThat(valley.sign(chief(), proposed).status())
                .as("a county signs no orange for the public")
                .isEqualTo(403);
        assertThat(valley.act(valley.duty(), point, "notices", notice("public", "issue", "orange"))
                        .status())
                .as("one waits already")
                .isEqualTo(409);
        done(valley.act(valley.duty(), point, "notices", notice("evacuation", "issue", "orange")), 201);
        done(valley.sign(city(), proposed), 200);
        assertThat(town.heardOf(point)).extracting(Notice::act).containsExactly(Act.PUBLIC);
        var lift = valley.act(valley.duty(), point, "notices", notice("evacuation", "lift", null));
        assertThat(lift.status()).as("who was told publicly hears the end so").isEqualTo(409);
    }

    @Test
    void thePreviewSaysWhereNobodyIsThereToSign() {
        var point = "wn-vacant";
        verified(point, "10000003316", Level.ORANGE);
        chief();
        var gone = valley.as("wn-gone", Role.CREW, COUNTY);
        valley.orderGiver(point, "10000003346", "wn-gone");
        assertThat(vacant(valley.duty(), point)).containsExactly(false, false);
        assertThat(vacant(gone, point)).as("who writes it does not sign it").containsExactly(false, true);
        jdbc.sql("update account set enabled = false where username = 'wn-gone'")
                .update();
        assertThat(vacant(valley.duty(), point)).containsExactly(false, true);
    }

    private List<Boolean> vacant(Caller who, String point) {
        var preview = done(valley.act(who, point, "notices/preview", notice("evacuation", "issue", "red")), 200);
        return preview.get("signers")
                .valueStream()
                .map(seat -> seat.get("vacant").asBoolean())
                .toList();
    }

    @Test
    void aJointOneNeedsTheMeteorologistsToo() {
        var point = "wn-joint";
        verified(point, "10000003305", Level.YELLOW);
        var weather = valley.as("wn-weather", Role.EXPERT, COUNTY);
        var form = notice("public", "issue", "yellow");
        form.put("joint", true);
        var proposed = done(valley.act(valley.duty(), point, "notices", form), 201);
        valley.sign(chief(), proposed);
        assertThat(town.heardOf(point)).as("one of two").isEmpty();
        done(valley.sign(weather, proposed), 200);
        valley.sign(chief(), proposed);
        assertThat(town.heardOf(point)).hasSize(1);
        assertThat(town.heardOf(point).get(0).signatures())
                .extracting(Notice.Signature::username)
                .containsExactlyInAnyOrder("wn-weather", "wn-chief");

        var orange = notice("public", "upgrade", "orange");
        orange.put("joint", true);
        var refused = valley.act(valley.duty(), point, "notices", orange);
        assertThat(refused.status()).as("nobody of the city is named").isEqualTo(422);
        assertThat(refused.response().body()).contains("joint");
    }

    @Test
    void cityAndProvinceMayStopItWidenItAndTakeItBack() {
        var point = "wn-above";
        verified(point, "10000003306", Level.ORANGE);
        var proposed = done(valley.act(valley.duty(), point, "notices", notice("evacuation", "issue", "red")), 201);
        var path = "/api/v1/notices/" + proposed.get("id").asString() + "/withdraw";
        done(city().post(path, Map.of("comment", "市里已有统一安排")), 200);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.VERIFIED);
        assertThat(valley.notices(point)).extracting(Notice::state).containsExactly(NoticeState.WITHDRAWN);

        valley.issue(point, notice("evacuation", "issue", "orange"), chief());
        var other = "wn-below";
        valley.settle(other, "10000003307");
        var house = Valley.household(other, "9", "zh", null);
        residents.save(placed(house, 126.751, 42.971), "test");
        var wide = notice("public", "issue", "orange");
        wide.put("area", DangerZone.around(126.74, 42.96, 126.76, 42.96, 126.76, 42.98, 126.74, 42.98));
        var told = valley.issue(point, wide, city());
        assertThat(warnings.audience(told)).extracting(h -> h.number()).contains("9");
        assertThat(told.households()).isEqualTo(3);

        var back = valley.withPassword(Map.of("reason", "测点被撞，并无险情"));
        assertThat(valley.act(chief(), point, "correct", back).status())
                .as("the city's word is not the county's to take back")
                .isEqualTo(403);
        var wrong = new HashMap<String, Object>(back);
        wrong.put("password", "not mine at all");
        assertThat(valley.act(province(), point, "correct", wrong).status()).isEqualTo(422);
        done(valley.act(province(), point, "correct", back), 200);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.LIFTED);
        assertThat(town.heardOf(point)).last().satisfies(n -> {
            assertThat(n.purpose()).isEqualTo(Purpose.CORRECT);
            assertThat(n.act()).isEqualTo(Act.PUBLIC);
            assertThat(n.corrects()).isEqualTo(told.id());
            assertThat(n.wordsFor("zh").text()).contains("更正", "作废");
        });
        assertThat(valley.act(province(), point, "correct", back).status())
                .as("nothing holds any more")
                .isEqualTo(409);
    }

    private static Household placed(Household h, double lon, double lat) {
        var json = Json.text(h).replace("\"lon\":null", "\"lon\":" + lon).replace("\"lat\":null", "\"lat\":" + lat);
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Household.class);
    }

    private List<String> refusals(String object) {
        return jdbc.sql("""
                        select who || ' ' || action || ' ' || (detail::jsonb ->> 'act') || ' ' || (detail::jsonb ->> 'status')
                          || ' ' || division
                        from audit_entry where object = ? and action like '%.refuse' order by seq""").param(object).query(String.class).list();
    }

    @Test
    void whetherSomebodyMaySetItRightIsToldToWhoeverGaveTheOrder() {
        var point = "wn-giver";
        verified(point, "10000003365", Level.ORANGE);
        var giver = valley.as("wn-giver", Role.EXPERT, COUNTY);
        valley.orderGiver(point, "10000003366", "wn-giver");
        valley.issue(point, notice("evacuation", "issue", "orange"), giver);
        var path = "/api/v1/warnings/" + valley.of(point).id();
        assertThat(mayCorrect(giver, path)).containsExactly("evacuation");
        assertThat(mayCorrect(chief(), path)).containsExactly("evacuation");
        assertThat(mayCorrect(valley.duty(), path)).isEmpty();
        done(valley.act(giver, point, "correct", valley.withPassword(Map.of("reason", "并无险情"))), 200);
    }

    @Test
    void aPaperForAnEmptyRosterSaysThatNobodyIsOnIt() {
        var point = "wn-nobody";
        Scenery.slope(registry, point, COUNTY, "10000003368");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        var form = notice("evacuation", "issue", "orange");
        form.put("shelter", "镇中心小学");
        var proposed = done(valley.act(valley.duty(), point, "notices", form), 201);
        assertThat(proposed.get("people").asInt()).isZero();
        var paper = done(chief().get("/api/v1/approvals/" + proposed.get("id").asString()), 200);
        assertThat(paper.get("title").asString()).endsWith("· 名册上没有人");
    }

    @Test
    void whoMaySetRightOnlySomeOfAnActsWordIsNotToldThatTheyMay() {
        var point = "wn-half";
        verified(point, "10000003367", Level.YELLOW);
        valley.issue(point, notice("public", "issue", "yellow"), chief());
        valley.issue(point, notice("public", "upgrade", "orange"), city());
        var path = "/api/v1/warnings/" + valley.of(point).id();
        var back = valley.withPassword(Map.of("reason", "并无险情", "act", "public", "level", "yellow"));
        assertThat(valley.act(chief(), point, "correct", back).status())
                .as("the city told a part of it")
                .isEqualTo(403);
        assertThat(mayCorrect(chief(), path)).isEmpty();
        assertThat(mayCorrect(city(), path)).containsExactly("public");

        valley.issue(point, notice("evacuation", "issue", "orange"), chief());
        assertThat(mayCorrect(chief(), path))
                .as("its own word, and not the city's")
                .containsExactly("evacuation");
        assertThat(mayCorrect(city(), path)).containsExactly("evacuation", "public");
    }

    private static List<String> mayCorrect(Caller who, String warning) {
        return done(who.get(warning), 200)
                .get("mayCorrect")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void everyTryToTakeSomethingBackThatIsRefusedStandsInTheTrail() {
        var point = "wn-tried";
        verified(point, "10000003361", Level.ORANGE);
        var told = valley.issue(point, notice("evacuation", "issue", "orange"), chief());
        var duty = valley.duty();
        var neighbour = valley.as("wn-neighbour", Role.SIGNER, NEIGHBOUR);
        var expert = valley.as("wn-weather", Role.EXPERT, COUNTY);

        var back = valley.withPassword(Map.of("reason", "并无险情"));
        var wrong = new HashMap<String, Object>(back);
        wrong.put("password", "not mine at all");
        assertThat(valley.act(duty, point, "correct", back).status()).isEqualTo(403);
        assertThat(valley.act(neighbour, point, "correct", back).status()).isEqualTo(404);
        var byRole = valley.act(valley.as("wn-wall", Role.WALL, COUNTY), point, "correct", Map.of());
        assertThat(byRole.status()).as("of the role, before the body is read").isEqualTo(403);
        assertThat(byRole.json().get("detail").asString()).contains("role");
        assertThat(valley.act(chief(), point, "correct", wrong).status()).isEqualTo(422);
        back.put("version", 0);
        assertThat(valley.act(chief(), point, "correct", back).status()).isEqualTo(409);
        assertThat(refusals(valley.of(point).id()))
                .containsExactly(
                        "wa-duty warning.refuse correct 403 " + COUNTY,
                        "wn-neighbour warning.refuse correct 404 " + COUNTY,
                        "wn-wall warning.refuse correct 403 " + COUNTY,
                        "wn-chief warning.refuse correct 422 " + COUNTY,
                        "wn-chief warning.refuse correct 409 " + COUNTY);

        var path = "/api/v1/notices/" + told.id() + "/withdraw";
        var why = Map.of("comment", "读数有误");
        assertThat(duty.post(path, why).status()).isEqualTo(409);
        assertThat(neighbour.post(path, why).status()).isEqualTo(404);
        assertThat(expert.post(path, why).status()).isEqualTo(403);
        assertThat(refusals(told.id()))
                .containsExactly(
                        "wa-duty notice.refuse withdraw 409 " + COUNTY,
                        "wn-neighbour notice.refuse withdraw 404 " + COUNTY,
                        "wn-weather notice.refuse withdraw 403 " + COUNTY);
        assertThat(duty.post("/api/v1/notices/nowhere/withdraw", why).status()).isEqualTo(404);
        assertThat(refusals("nowhere")).isEmpty();
    }

    @Test
    void aCorrectionMayLeaveTheLevelAndSetTheWordsRight() {
        var point = "wn-words";
        verified(point, "10000003308", Level.ORANGE);
        var form = notice("evacuation", "issue", "orange");
        form.put("shelter", "河边小学");
        valley.issue(point, form, chief());
        var right = valley.withPassword(Map.of("reason", "河水上涨", "level", "orange", "shelter", "岭上村部"));
        done(valley.act(chief(), point, "correct", right), 200);
        assertThat(valley.of(point).issued()).isEqualTo(Level.ORANGE);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.ISSUED);
        assertThat(town.heardOf(point).get(1).wordsFor("zh").text()).contains("更正", "橙色", "岭上村部");
        var up = valley.withPassword(Map.of("reason", "其实更重", "level", "red"));
        assertThat(valley.act(chief(), point, "correct", up).status())
                .as("more is an upgrade")
                .isEqualTo(422);
    }

    @Test
    void whatCannotBeToldIsRefusedWithWhatWould() {
        var point = "wn-no";
        valley.settle(point, "10000003309");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        var early = valley.act(valley.duty(), point, "notices", notice("evacuation", "issue", "orange"));
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.response().body()).contains("verify", "dismiss");
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        for (var bad : List.of(
                notice("evacuation", "upgrade", "red"),
                notice("evacuation", "lift", null),
                notice("evacuation", "issue", null),
                notice("evacuation", "unverified", "red"))) {
            var answer = valley.act(valley.duty(), point, "notices", bad);
            assertThat(answer.status()).as(bad + answer.response().body()).isEqualTo(422);
        }
        valley.issue(point, notice("evacuation", "issue", "orange"), chief());
        for (var bad : List.of(
                notice("evacuation", "issue", "red"),
                notice("evacuation", "upgrade", "orange"),
                notice("evacuation", "downgrade", "red"),
                notice("evacuation", "lift", "red"))) {
            var answer = valley.act(valley.duty(), point, "notices", bad);
            assertThat(answer.status()).as(bad + answer.response().body()).isEqualTo(422);
        }
        var nowhere = "wn-nowhere";
        valley.settle(nowhere, "10000003310");
        var card = residents.findCard(nowhere, Instant.now()).orElseThrow();
        residents.save(registry.getPoint(nowhere), versioned(card.version()), "test");
        valley.alert(nowhere, 1, 1, AlertState.RAISED, Level.ORANGE);
        done(valley.act(valley.duty(), nowhere, "verify", Map.of()), 200);
        var lost = valley.act(valley.duty(), nowhere, "notices", notice("evacuation", "issue", "orange"));
        assertThat(lost.status()).isEqualTo(422);
        assertThat(lost.response().body()).contains("shelter");
    }

    private static PointCard versioned(long version) {
        var json = Json.text(Valley.card(null, null)).replace("\"version\":0", "\"version\":" + version);
        return Json.read(json.getBytes(StandardCharsets.UTF_8), PointCard.class);
    }

    @Test
    void whatIsSentBackLeavesTheWarningVerifiedAndAnotherMayFollow() {
        var point = "wn-back";
        verified(point, "10000003311", Level.ORANGE);
        var proposed = done(valley.act(valley.duty(), point, "notices", notice("evacuation", "issue", "red")), 201);
        var path = "/api/v1/approvals/" + proposed.get("id").asString() + "/send-back";
        done(chief().post(path, Map.of("step", "draft", "comment", "改为橙色")), 200);
        assertThat(valley.notices(point)).extracting(Notice::state).containsExactly(NoticeState.SENT_BACK);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.VERIFIED);
        valley.issue(point, notice("evacuation", "issue", "orange"), chief());
        assertThat(valley.notices(point)).extracting(Notice::number).containsExactly(1, 2);
    }

    private JsonNode sentBack(String point, String act) {
        var proposed = done(valley.act(valley.duty(), point, "notices", notice(act, "issue", "orange")), 201);
        done(valley.sendBack(act.equals("public") ? city() : chief(), proposed), 200);
        return proposed;
    }

    /** As it stands with its signers, and whether their list of what is open still has it. */
    private String paper(JsonNode notice) {
        var id = notice.get("id").asString();
        var isListed = done(chief().get("/api/v1/approvals?limit=200"), 200)
                .valueStream()
                .anyMatch(paper -> paper.get("id").asString().equals(id));
        var state = done(chief().get("/api/v1/approvals/" + id), 200).get("state");
        return state.asString() + (isListed ? ", open" : "");
    }

    @Test
    void whatWasSentBackIsTakenBackWhenItIsProposedAnew() {
        var point = "wn-anew";
        verified(point, "10000003362", Level.ORANGE);
        var local = sentBack(point, "evacuation");
        var open = sentBack(point, "public");
        assertThat(paper(local)).isEqualTo("sent-back, open");

        var next = done(valley.act(valley.duty(), point, "notices", notice("evacuation", "issue", "orange")), 201);
        assertThat(paper(local)).isEqualTo("withdrawn");
        assertThat(paper(open)).as("of another act").isEqualTo("sent-back, open");
        assertThat(valley.of(point).state()).isEqualTo(WarningState.PROPOSED);
        assertThat(valley.of(point).clock()).as("somebody has it in hand").isNull();
        assertThat(valley.notices(point))
                .extracting(Notice::state)
                .containsExactly(NoticeState.WITHDRAWN, NoticeState.SENT_BACK, NoticeState.SIGNING);

        done(valley.sign(chief(), next), 200);
        valley.issue(point, notice("evacuation", "lift", null), chief());
        assertThat(paper(open)).as("all is over").isEqualTo("withdrawn");
        assertThat(valley.of(point)).satisfies(w -> {
            assertThat(w.state()).isEqualTo(WarningState.LIFTED);
            assertThat(w.clock()).isNull();
        });
    }

    @Test
    void whatWasSentBackIsTakenBackWhenAStandingOrderTellsPeople() {
        var point = "wn-ordered";
        verified(point, "10000003364", Level.ORANGE);
        var local = sentBack(point, "evacuation");
        var open = sentBack(point, "public");
        valley.take(Valley.ordered(Scenery.alert(point, 1, 2, AlertState.ESCALATED, Level.RED), "so-1"));
        assertThat(valley.of(point).issued()).isEqualTo(Level.RED);
        assertThat(paper(local)).isEqualTo("withdrawn");
        assertThat(paper(open)).as("of another act").isEqualTo("sent-back, open");
    }

    @Test
    void whatWasSentBackIsTakenBackWhenTheWarningIsDismissed() {
        var point = "wn-none";
        verified(point, "10000003363", Level.ORANGE);
        var proposed = sentBack(point, "evacuation");
        done(valley.act(valley.duty(), point, "dismiss", Map.of("reason", "牛碰了裂缝计")), 200);
        assertThat(paper(proposed)).isEqualTo("withdrawn");
        assertThat(valley.of(point).state()).isEqualTo(WarningState.DISMISSED);
        assertThat(valley.of(point).clock()).isNull();
        var closed = done(valley.act(valley.duty(), point, "close", Map.of("review", "设备加固")), 200);
        assertThat(closed.get("state").asString()).isEqualTo("closed");
    }

    @Test
    void anAllClearWithdrawsWhatStillWaits() {
        var point = "wn-over";
        verified(point, "10000003312", Level.ORANGE);
        valley.issue(point, notice("evacuation", "issue", "orange"), chief());
        done(valley.act(valley.duty(), point, "notices", notice("public", "issue", "orange")), 201);
        valley.issue(point, notice("evacuation", "lift", null), chief());
        assertThat(valley.notices(point))
                .extracting(Notice::state)
                .containsExactly(NoticeState.ISSUED, NoticeState.WITHDRAWN, NoticeState.ISSUED);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.LIFTED);
    }

    @Test
    void theWallShowsNobody() {
        var point = "wn-wall";
        verified(point, "10000003313", Level.ORANGE);
        valley.issue(point, notice("evacuation", "issue", "orange"), chief());
        var wall = valley.as("wn-wall", Role.WALL, COUNTY);
        for (var path : Set.of(
                "/api/v1/warnings?pointId=" + point,
                "/api/v1/warnings/" + valley.of(point).id())) {
            assertThat(wall.get(path).response().body())
                    .contains(point)
                    .doesNotContain("wn-chief", "wa-duty", "人w", "后缘裂缝加宽");
        }
        var id = valley.notices(point).get(0).id();
        assertThat(wall.get("/api/v1/notices/" + id).response().body()).doesNotContain("wn-chief", "wa-duty", "人w");
        assertThat(wall.get("/api/v1/overview").response().body())
                .contains(point)
                .doesNotContain("wn-chief");
        assertThat(valley.as("wn-neighbour", Role.SIGNER, NEIGHBOUR)
                        .get("/api/v1/warnings")
                        .response()
                        .body())
                .doesNotContain(point);
    }

    @Test
    void whatIsOpenGoesOverToTheNextShift() {
        var point = "wn-shift";
        verified(point, "10000003314", Level.ORANGE);
        done(valley.act(valley.duty(), point, "notices", notice("evacuation", "issue", "orange")), 201);
        valley.as("wn-night", Role.DUTY, COUNTY);
        var handed = done(
                valley.duty()
                        .post(
                                "/api/v1/duty/handovers",
                                Map.of("division", COUNTY, "taker", "wn-night", "notes", "老岭沟待签")),
                201);
        assertThat(handed.get("open")
                        .valueStream()
                        .filter(m -> m.at("/detail/point").asString().equals(point)))
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.get("state").asString()).isEqualTo("proposed");
                    assertThat(m.at("/detail/waiting/0").asInt()).isEqualTo(1);
                    assertThat(m.at("/detail/taken").asBoolean()).isTrue();
                });
        assertThat(done(valley.duty().get("/api/v1/duty/open"), 200).size())
                .isEqualTo(handed.get("open").size());
        // until it is taken its giver would be on duty, also where other tests ask who is
        assertThat(valley.duty()
                        .delete("/api/v1/duty/handovers/" + handed.get("id").asString())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void onlyAnOrderGiverHasALoginAndItIsOfSomebodyWhoMaySign() {
        var point = "wn-login";
        valley.settle(point, "10000003315");
        var admin = valley.as("wn-admin", Role.ADMINISTRATOR, COUNTY);
        valley.as("wn-village", Role.CREW, COUNTY);
        valley.as("wn-login-duty", Role.DUTY, COUNTY);
        valley.as("wn-login-far", Role.CREW, Valley.NEIGHBOUR);
        var path = "/api/v1/points/" + point + "/contacts";
        var form = new HashMap<String, Object>(
                Map.of("name", "村主任", "phone", "10000003345", "role", "order-giver", "login", "nobody-at-all"));
        assertThat(admin.post(path, form).status()).isEqualTo(422);
        for (var wrong : List.of("wn-admin", "wn-login-duty", "wn-login-far")) {
            form.put("login", wrong);
            assertThat(admin.post(path, form).status()).as(wrong).isEqualTo(422);
        }
        form.put("login", "wn-village");
        var made = done(admin.post(path, form), 201);
        assertThat(made.get("login").asString()).isEqualTo("wn-village");
        form.remove("login");
        form.put("version", made.get("version").asLong());
        var kept = done(admin.put(path + "/" + made.get("id").asString(), form), 200);
        assertThat(kept.get("login").asString()).as("absent: it stays").isEqualTo("wn-village");
        form.put("role", "monitor");
        form.put("version", kept.get("version").asLong());
        var other = done(admin.put(path + "/" + made.get("id").asString(), form), 200);
        assertThat(other.get("login").isNull()).isTrue();
        form.put("login", "wn-village");
        form.put("version", other.get("version").asLong());
        assertThat(admin.put(path + "/" + made.get("id").asString(), form).status())
                .as("a monitor gives no orders")
                .isEqualTo(422);
    }
}
