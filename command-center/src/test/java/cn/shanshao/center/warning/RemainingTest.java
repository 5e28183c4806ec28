package cn.shanshao.center.warning;

import static cn.shanshao.center.Scenery.alert;
import static cn.shanshao.center.warning.Valley.COUNTY;
import static cn.shanshao.center.warning.Valley.done;
import static cn.shanshao.center.warning.Valley.notice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.Caller;
import cn.shanshao.center.Problem;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.warning.Remaining.Home;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Nobody says that it is over without seeing who is not out, who cries for help and what is still measured. */
@ValleyTest
class RemainingTest {
    @Autowired
    Valley valley;

    @Autowired
    Town town;

    @Autowired
    JdbcClient jdbc;

    private Caller chief() {
        return valley.as("wr-chief", Role.SIGNER, COUNTY);
    }

    /** People were called out at red, and that is still measured. */
    private void issued(String point, String phone) {
        valley.settle(point, phone);
        valley.alert(point, 1, 1, AlertState.RAISED, Level.RED);
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        valley.issue(point, notice("evacuation", "issue", "red"), chief());
    }

    private void mark(String point, String household, String state) {
        var path = "/api/v1/warnings/%s/roll-call/%s".formatted(valley.of(point).id(), household);
        done(valley.duty().post(path, Map.of("state", state, "note", "老宋电话")), 200);
    }

    private static Map<String, Object> lift(String reason) {
        var form = notice("evacuation", "lift", null);
        form.put("reason", reason);
        return form;
    }

    @Test
    void anEndIsProposedOverWhatStandsOnlyWithAReasonAndSignedOnlyByWhoHasSeenIt() {
        var point = "wr-lift";
        issued(point, "10000003901");
        mark(point, point + "-h1", "help");
        var bare = valley.act(valley.duty(), point, "notices", lift("  "));
        assertThat(bare.status()).isEqualTo(422);
        assertThat(bare.response().body())
                .contains(
                        "6 people are not out or home (2 households",
                        "cries for help are open: 1",
                        "red",
                        "求助未了 1 起",
                        "现测红色");

        var proposed = done(valley.act(valley.duty(), point, "notices", lift("专家到场，人都在安全处")), 201);
        mark(point, point + "-h2", "moved");
        var path = "/api/v1/notices/" + proposed.get("id").asString() + "/remaining";
        var seen = done(chief().get(path), 200);
        assertThat(seen.at("/then/households").asInt())
                .as("when it was proposed")
                .isEqualTo(2);
        assertThat(seen.at("/now/households").asInt()).as("now").isEqualTo(1);
        assertThat(seen.at("/then/homes/0/name").asString()).isEqualTo("户1");
        assertThat(seen.at("/then/homes/0/state").asString()).isEqualTo("help");
        assertThat(seen.at("/now/measured/0/strength").asString()).isEqualTo("red");
        assertThat(seen.at("/now/measured/0/limit").asDouble()).isEqualTo(48.0);
        assertThat(proposed.at("/basis/remaining").toString())
                .as("nobody's name is kept")
                .doesNotContain("户1");
        assertThat(valley.as("wr-wall", Role.WALL, COUNTY).get(path).response().body())
                .doesNotContain("户1");

        var blind = valley.sign(chief(), proposed, null);
        assertThat(blind.status()).isEqualTo(422);
        assertThat(blind.response().body()).contains("aware", "cries for help are open: 1");
        assertThat(valley.of(point).issued()).isEqualTo(Level.RED);
        done(valley.sign(chief(), proposed), 200);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.LIFTED);
        assertThat(jdbc.sql("select detail from audit_entry where object = ? and action = 'approval.sign'")
                        .param(proposed.get("id").asString())
                        .query(String.class)
                        .single())
                .contains("aware", "cries for help are open: 1");
    }

    @Test
    void whatCameAfterTheSignerLookedMustBeSeenToo() {
        var point = "wr-after";
        issued(point, "10000003905");
        mark(point, point + "-h1", "help");
        var proposed = done(valley.act(valley.duty(), point, "notices", lift("专家到场")), 201);
        var seen = Valley.grave(chief(), proposed);
        assertThat(seen).containsExactly("help/" + point + "-h1", "red/" + point + "-e1");
        mark(point, point + "-h2", "help");
        var late = valley.sign(chief(), proposed, seen);
        assertThat(late.status()).as(late.response().body()).isEqualTo(409);
        assertThat(late.json().get("detail").asString())
                .contains("aware must be", "was [help/wr-after-h1", "cries for help", "请重新查看");
        assertThat(late.json().get("aware").valueStream().map(JsonNode::asString))
                .containsExactly("help/wr-after-h1", "help/wr-after-h2", "red/wr-after-e1");
        assertThat(valley.of(point).issued()).isEqualTo(Level.RED);

        var both = Valley.grave(chief(), proposed);
        mark(point, point + "-h1", "moved");
        done(valley.sign(chief(), proposed, both), 200);
        assertThat(valley.of(point).state())
                .as("what is over since is no matter")
                .isEqualTo(WarningState.LIFTED);
    }

    @Test
    void oneOfManyCriesInThePlaceOfAnotherIsAnotherMatter() {
        var before = remaining(101, 0);
        assertThat(before.grave())
                .as("one key for all of them")
                .hasSize(1)
                .isEqualTo(remaining(101, 0).grave());
        assertThat(before.help()).isEqualTo(remaining(101, 1).help());
        var against = remaining(101, 1).against().orElseThrow();
        assertThatThrownBy(() -> against.mustBeSeen(before.grave())).isInstanceOf(Problem.class);
        assertThat(remaining(100, 0).grave()).as("each is listed").hasSize(100).contains("help/h0");
    }

    /** So many homes that cry for help, from that one on. */
    private static Remaining remaining(int homes, int from) {
        var all = IntStream.range(from, from + homes)
                .mapToObj(i -> new Home("h" + i, "" + i, null, 1, "help"))
                .toList();
        var listed = all.stream().limit(Remaining.MOST).toList();
        var digest = Remaining.digest(all);
        return new Remaining(
                Instant.EPOCH,
                homes,
                homes,
                homes,
                listed,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                0,
                digest,
                null);
    }

    @Test
    void aCryByNobodysNumberCarriesNothingOfTheNumber() {
        var point = "wr-nobody";
        issued(point, "10000003961");
        var warning = valley.of(point).id();
        jdbc.sql("""
                        insert into cry (realm, owner, point_id, division, warning_id, phone_index, at, heard_at, due_at)
                        values ('EXERCISE', 'phone:secret', ?, ?, ?, 'secret', now(), now(), now())""").params(point, COUNTY, warning).update();
        var proposed = done(valley.act(valley.duty(), point, "notices", lift("专家到场")), 201);
        assertThat(Valley.grave(chief(), proposed))
                .anyMatch(key -> key.startsWith("help/cry/"))
                .noneMatch(key -> key.contains("secret"));
        assertThat(proposed.toString()).doesNotContain("secret");
    }

    @Test
    void aPageFromBeforeTheKeysSignsWhatNothingSpeaksAgainstAndNothingElse() {
        var point = "wr-old-page";
        issued(point, "10000003906");
        var proposed = done(valley.act(valley.duty(), point, "notices", lift("专家到场")), 201);
        var form = Map.of("hash", proposed.get("hash").asString(), "aware", true);
        var path = "/api/v1/approvals/" + proposed.get("id").asString() + "/sign";
        assertThat(chief().post(path, valley.withPassword(form)).status()).isEqualTo(409);
        mark(point, point + "-h1", "moved");
        mark(point, point + "-h2", "moved");
        valley.alert(point, 1, 2, AlertState.CLEARED, null);
        done(chief().post(path, valley.withPassword(form)), 200);
    }

    @Test
    void whereNothingSpeaksAgainstItNobodyHasToSaySo() {
        var point = "wr-calm";
        issued(point, "10000003902");
        mark(point, point + "-h1", "moved");
        mark(point, point + "-h2", "moved");
        valley.alert(point, 1, 2, AlertState.CLEARED, null);
        var proposed = done(valley.act(valley.duty(), point, "notices", lift("雨停，位移平稳")), 201);
        done(valley.sign(chief(), proposed, null), 200);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.LIFTED);
    }

    @Test
    void whoTakesEverythingBackMustHaveSeenWhatStandsLikeWhoSignsAnAllClear() {
        var point = "wr-back";
        issued(point, "10000003907");
        mark(point, point + "-h1", "help");
        var back = valley.withPassword(Map.of("reason", "裂缝计被撞"));
        var blind = valley.act(chief(), point, "correct", back);
        assertThat(blind.status()).isEqualTo(422);
        assertThat(blind.response().body()).contains("aware", "cries for help are open: 1", "现测红色");
        back.put("aware", List.of("red/" + point + "-e1"));
        var half = valley.act(chief(), point, "correct", back);
        assertThat(half.status()).isEqualTo(409);
        assertThat(half.json().get("aware").valueStream().map(JsonNode::asString))
                .containsExactly("help/wr-back-h1", "red/wr-back-e1");
        assertThat(valley.of(point).issued()).isEqualTo(Level.RED);

        var lower = valley.withPassword(Map.of("reason", "范围改小", "level", "orange"));
        done(valley.act(chief(), point, "correct", lower), 200);
        back.put("aware", List.of("help/" + point + "-h1", "red/" + point + "-e1"));
        done(valley.act(chief(), point, "correct", back), 200);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.LIFTED);
        var told = valley.notices(point);
        var basis = told.get(told.size() - 1).basis();
        assertThat(basis).isNotNull();
        assertThat(basis.remaining()).isNotNull();
        assertThat(basis.remaining().help()).isOne();
        assertThat(told.get(told.size() - 2).basis().remaining())
                .as("of one after which a level holds")
                .isNull();
        assertThat(jdbc.sql("select detail from audit_entry where object = ? and action = 'notice.issue'")
                        .param(told.get(told.size() - 1).id())
                        .query(String.class)
                        .single())
                .contains("aware", "cries for help are open: 1");
    }

    @Test
    void itIsNotClosedWhileSomebodyCriesForHelp() {
        var point = "wr-close";
        issued(point, "10000003903");
        mark(point, point + "-h1", "help");
        valley.issue(point, lift("专家到场"), chief());
        var review = Map.of("review", "转移及时");
        var refused = valley.act(valley.duty(), point, "close", review);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().at("/help/0/name").asString()).isEqualTo("户1");
        mark(point, point + "-h1", "returned");
        done(valley.act(valley.duty(), point, "close", review), 200);
    }

    @Test
    void itIsClosedOverThoseWhoNeverAnsweredOnlyInPlainSight() {
        var point = "wr-silent";
        issued(point, "10000003908");
        mark(point, point + "-h1", "moved");
        var path = "/api/v1/warnings/%s/remaining".formatted(valley.of(point).id());
        assertThat(done(valley.duty().get(path), 200).at("/silent/households").asInt())
                .as("while it holds they are among those who are not out")
                .isZero();
        valley.issue(point, lift("专家到场"), chief());
        var left = done(valley.duty().get(path), 200);
        assertThat(left.at("/silent/households").asInt()).isEqualTo(1);
        assertThat(left.at("/silent/people").asInt()).isEqualTo(3);
        assertThat(left.at("/silent/homes/0/name").asString()).isEqualTo("户2");
        assertThat(valley.as("wr-wall", Role.WALL, COUNTY).get(path).response().body())
                .doesNotContain("户2");
        var closed = done(valley.act(valley.duty(), point, "close", Map.of("review", "转移及时")), 200);
        var last = closed.get("log").get(closed.get("log").size() - 1);
        assertThat(last.at("/detail/silent/households").asInt()).isEqualTo(1);
        assertThat(last.at("/detail/silent/people").asInt()).isEqualTo(3);
        assertThat(jdbc.sql("select detail from audit_entry where object = ? and action = 'warning.close'")
                        .param(valley.of(point).id())
                        .query(String.class)
                        .single())
                .contains(point + "-h2");
    }

    @Test
    void toWhomSomebodyGoesIsNotSilentUnlessCalledBackBefore() {
        var point = "wr-runner";
        issued(point, "10000003909");
        var id = valley.of(point).id();
        goes(id, point + "-h1");
        valley.issue(point, lift("专家到场"), chief());
        assertThat(silent(id)).as("nobody has heard anything of them").containsExactly(point + "-h1", point + "-h2");
        jdbc.sql("update roll_runner set recalled_at = null where warning_id = ?")
                .param(id)
                .update();
        assertThat(silent(id)).as("sent after the all-clear").containsExactly(point + "-h2");
    }

    private void goes(String warning, String household) {
        jdbc.sql("""
                insert into roll_runner (warning_id, household_id, phone_index, state, asked_at)
                values (?, ?, 'p1', 'ACCEPTED', now())""").params(warning, household).update();
    }

    private Stream<String> silent(String warning) {
        return done(valley.duty().get("/api/v1/warnings/%s/remaining".formatted(warning)), 200)
                .at("/silent/homes")
                .valueStream()
                .map(home -> home.get("id").asString());
    }

    @Test
    void whoHasHeardOfItAndNeitherLeftNorIsSafeIsShownToWhoeverClosesIt() {
        var point = "wr-stayed";
        issued(point, "10000003919");
        mark(point, point + "-h1", "confirmed");
        valley.issue(point, lift("专家到场"), chief());
        var path = "/api/v1/warnings/%s/remaining".formatted(valley.of(point).id());
        var left = done(valley.duty().get(path), 200);
        assertThat(left.get("households").asInt()).as("not home").isZero();
        assertThat(left.at("/confirmed/homes/0/name").asString()).isEqualTo("户1");
        assertThat(left.at("/confirmed/people").asInt()).isEqualTo(3);
        mark(point, point + "-h1", "returned");
        assertThat(done(valley.duty().get(path), 200)
                        .at("/confirmed/households")
                        .asInt())
                .isZero();
    }

    @Test
    void whatItRestsUponIsSignedAsItWasWhenItWasProposed() {
        var point = "wr-basis";
        valley.settle(point, "10000003904");
        valley.take(Scenery.second(alert(point, 2, 1, AlertState.RAISED, Level.ORANGE)));
        valley.take(Valley.corroborated(alert(point, 1, 1, AlertState.RAISED, Level.ORANGE)));
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        var proposed = done(valley.act(valley.duty(), point, "notices", notice("evacuation", "issue", "orange")), 201);
        valley.take(Scenery.second(alert(point, 2, 2, AlertState.EASED, Level.YELLOW)));
        valley.alert(point, 1, 2, AlertState.EASED, Level.YELLOW);

        var shown = done(chief().get("/api/v1/notices/" + proposed.get("id").asString()), 200);
        assertThat(shown.at("/basis/why/zh").asString()).isEqualTo("位移超限");
        assertThat(shown.at("/basis/evidence")
                        .valueStream()
                        .map(e -> e.get("alertId").asString() + " "
                                + e.get("seq").asLong() + " " + e.get("level").asString()))
                .as("what others bear out speaks first")
                .containsExactly(point + "-e1 1 orange", point + "-e2-second 1 orange");
        done(valley.sign(chief(), proposed), 200);
        assertThat(town.heardOf(point)).hasSize(1);
    }
}
