package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an officer writes down of a household, takes back, and whom the officer sends there. */
@RoadCenterTest
class RollCallByHandTest extends NoticeScene {
    /** Two households and the people of the point's card, told of a red. */
    private void told(String point, String last) {
        Scene.point(registry, point, Realm.EXERCISE);
        Scene.household(
                residents,
                point,
                "1",
                Realm.EXERCISE,
                new Line("邻居老宋", "1000000841" + last),
                new Line("岳家", "1000000811" + last));
        Scene.household(residents, point, "2", Realm.EXERCISE, null, new Line("金家", "1000000812" + last));
        registry.saveContact(
                new Contact(point + "-m", point, "监测员", "1000000831" + last, ContactRole.MONITOR, "ko", Realm.EXERCISE),
                "test");
        issue(Scene.notice(Scene.warning(point, Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED));
        eventually(() -> assertThat(home(point, 1).state()).isEqualTo(RollState.REACHED));
    }

    private static String at(String point, int number) {
        return "/api/v1/warnings/%s-w/roll-call/%s-h%d".formatted(point, point, number);
    }

    private Caller.Answer post(String path, Map<String, Object> body) {
        return stranger.admin().post(path, body);
    }

    private List<JsonNode> cries(String household) {
        return stranger.admin()
                .get("/api/v1/cries")
                .json()
                .valueStream()
                .filter(cry -> household.equals(cry.get("householdId").asString("")))
                .toList();
    }

    @Test
    void whoCriedForHelpIsOutOnlyWhenItIsToldWhoHelped() {
        told("hand-help", "1");
        carrier.type("10000008111", "2");
        assertThat(home("hand-help", 1).state()).isEqualTo(RollState.HELP);

        for (var note : List.of("", "   ")) {
            var refused = post(at("hand-help", 1), Map.of("state", "moved", "note", note));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("note");
        }
        var back = post(at("hand-help", 1), Map.of("state", "unreached", "note", "打不通"));
        assertThat(back.status()).isEqualTo(422);
        assertThat(back.json().at("/errors/0/field").asString()).isEqualTo("state");
        assertThat(home("hand-help", 1).state()).isEqualTo(RollState.HELP);
        assertThat(cries("hand-help-h1")).hasSize(1);

        assertThat(post(at("hand-help", 1), Map.of("state", "moved", "note", "老宋背下山", "from", "reached"))
                        .status())
                .as("it is not as the officer saw it")
                .isEqualTo(409);
        assertThat(post(at("hand-help", 1), Map.of("state", "moved", "note", "老宋背下山", "from", "help"))
                        .status())
                .isEqualTo(200);
        assertThat(home("hand-help", 1).state()).isEqualTo(RollState.MOVED);
        assertThat(cries("hand-help-h1")).isEmpty();

        assertThat(stranger.admin()
                        .get("/api/v1/warnings/hand-help-w/roll-call/course")
                        .json()
                        .valueStream()
                        .filter(line -> line.get("act").asString().equals("mark")))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.get("name").asString()).isEqualTo("户主1");
                    assertThat(line.get("number").asString()).isEqualTo("1");
                    assertThat(line.get("by").asString()).isEqualTo("admin");
                    assertThat(line.get("before").asString()).isEqualTo("help");
                    assertThat(line.get("after").asString()).isEqualTo("moved");
                    assertThat(line.get("note").asString()).isEqualTo("老宋背下山");
                });
    }

    @Test
    void whatWasWrittenByMistakeIsTakenBackWithTheCryThatItEnded() {
        told("hand-undo", "2");
        carrier.type("10000008112", "2");
        var since = home("hand-undo", 1).since();
        post(at("hand-undo", 1), Map.of("state", "moved", "note", "点错了"));
        var change = home("hand-undo", 1).hand();
        assertThat(change).isNotNull();
        assertThat(change.before()).isEqualTo(RollState.HELP);

        assertThat(post(at("hand-undo", 1) + "/undo", Map.of("change", Long.parseLong(change.change())))
                        .status())
                .isEqualTo(200);
        assertThat(home("hand-undo", 1).state()).isEqualTo(RollState.HELP);
        assertThat(home("hand-undo", 1).since()).isEqualTo(since);
        assertThat(home("hand-undo", 1).hand()).as("an undo is not undone").isNull();
        assertThat(cries("hand-undo-h1")).hasSize(1);
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'household.unmark' and object ="
                                + " 'hand-undo-h1'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(post(at("hand-undo", 1) + "/undo", Map.of("change", Long.parseLong(change.change())))
                        .status())
                .isEqualTo(409);

        post(at("hand-undo", 2), Map.of("state", "confirmed"));
        var second = home("hand-undo", 2).hand().change();
        carrier.type("10000008122", "1");
        assertThat(post(at("hand-undo", 2) + "/undo", Map.of("change", Long.parseLong(second)))
                        .status())
                .as("they have answered since")
                .isEqualTo(409);
        assertThat(home("hand-undo", 2).state()).isEqualTo(RollState.MOVED);
    }

    @Test
    void whomNobodyReachedIsCalledOnAfterAnUndo() {
        told("hand-call", "3");
        post(at("hand-call", 1), Map.of("state", "moved"));
        assertThat(home("hand-call", 1).ladder().ending()).isEqualTo(Ladder.Ending.ANSWERED);
        post(
                at("hand-call", 1) + "/undo",
                Map.of("change", Long.parseLong(home("hand-call", 1).hand().change())));
        assertThat(home("hand-call", 1).state()).isEqualTo(RollState.REACHED);
        assertThat(jdbc.sql("select count(*) from ladder where about = 'warning/hand-call-w'"
                                + " and household_id = 'hand-call-h1' and ending = 'ANSWERED'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whoeverIsSentToACryIsTakenFromTheRecordAndReadsWhoNeedsHelp() {
        told("hand-run", "4");
        carrier.type("10000008124", "收到");
        carrier.type("10000008114", "救命，被困住了");

        var proposals = stranger.admin().get(at("hand-run", 1) + "/runners");
        assertThat(proposals.status()).isEqualTo(200);
        assertThat(proposals.response().body()).doesNotContain("10000008414", "10000008314", "10000008124");
        assertThat(proposals.json().valueStream().map(one -> one.get("id").asString()))
                .containsExactly("card", "contact:hand-run-m", "hand-run-h2");
        var words = proposals.json().get(0).get("words").asString();

        assertThat(post(at("hand-run", 1) + "/runner", Map.of("proposal", "contact:hand-run-m"))
                        .status())
                .isEqualTo(200);
        eventually(() -> assertThat(carrier.submittedTo("10000008314"))
                .map(ScriptedCarrier.Submitted::text)
                .anyMatch(text -> text.contains("1号户主1") && text.contains("구조요청") && !text.contains("无应答")));
        assertThat(post(at("hand-run", 1) + "/runner", Map.of("proposal", "card"))
                        .status())
                .isEqualTo(200);
        eventually(() -> assertThat(carrier.submittedTo("10000008414"))
                .map(ScriptedCarrier.Submitted::text)
                .anyMatch(text -> text.contains("1号户主1") && text.contains("本人求助") && !text.contains("无应答"))
                .as("what was shown before it was sent")
                .contains(words));
        assertThat(jdbc.sql("select template from message where purpose = 'runner-help' and task = 'hand-run-h1'"
                                + " order by id")
                        .query(String.class)
                        .list())
                .containsExactly("runner-help-ko", "runner-help-zh");
        assertThat(post(at("hand-run", 1) + "/runner", Map.of("proposal", "contact:nobody"))
                        .status())
                .isEqualTo(404);

        carrier.type("10000008314", "1");
        assertThat(home("hand-run", 1).runners().get(0).state()).isEqualTo(RollCallView.Going.ACCEPTED);
    }

    @Test
    void whoHelpsAfterNobodyAnsweredIsAskedAnewWithWhatIsTrueNow() {
        told("hand-anew", "5");
        assertThat(post(at("hand-anew", 1) + "/runner", Map.of("proposal", "card"))
                        .status())
                .isEqualTo(200);
        carrier.type("10000008115", "2");
        assertThat(post(at("hand-anew", 1) + "/runner", Map.of("proposal", "card"))
                        .status())
                .isEqualTo(200);
        eventually(() -> assertThat(carrier.submittedTo("10000008415"))
                .map(ScriptedCarrier.Submitted::text)
                .anyMatch(text -> text.contains("本人求助")));
    }

    @Test
    void theNumbersOfAHouseholdAreForThoseWhoRing() {
        told("hand-ring", "6");
        var numbers = stranger.admin().get(at("hand-ring", 1) + "/numbers");
        assertThat(numbers.status()).isEqualTo(200);
        assertThat(numbers.response().body()).contains("10000008116", "岳家");
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'household.read' and object ="
                                + " 'hand-ring-h1'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    /** No telephone persuades whoever refuses: the next rung is somebody who goes there. */
    @Test
    void whoWillNotLeaveIsGoneToAndStandsAsNotOut() {
        told("hand-refuses", "9");
        carrier.type("10000008119", "不走，家里有牛");
        assertThat(home("hand-refuses", 1).state()).isEqualTo(RollState.REFUSED);
        assertThat(home("hand-refuses", 1).lines()).singleElement().satisfies(line -> {
            assertThat(line.reply()).isEqualTo(Meaning.REFUSED);
            assertThat(line.said()).isEqualTo("不走，家里有牛");
        });
        eventually(() -> assertThat(home("hand-refuses", 1).ladder().steps())
                .as("flash and voice are passed over")
                .filteredOn(step -> step.skipped() != null)
                .extracting(RollCallView.Step::rung)
                .contains(Ladder.Rung.FLASH, Ladder.Rung.VOICE));
        assertThat(carrier.submittedTo("10000008119"))
                .as("neither was tried; it is asked once whether it can")
                .hasSize(2)
                .noneMatch(ScriptedCarrier.Submitted::isFlash);

        eventually(() -> assertThat(carrier.submittedTo("10000008419"))
                .as("the neighbour of the card")
                .singleElement()
                .satisfies(sent -> assertThat(sent.text()).contains("请上门劝离", "表示不转移")));
        carrier.type("10000008419", "1");
        eventually(() -> assertThat(carrier.submittedTo("10000008419"))
                .last()
                .satisfies(sent -> assertThat(sent.text()).contains("由您通知1户（1号）")));
        carrier.type("10000008119", "好的");
        assertThat(home("hand-refuses", 1).state())
                .as("that says nothing of having left")
                .isEqualTo(RollState.REFUSED);
        carrier.type("10000008119", "1");
        assertThat(home("hand-refuses", 1).state()).isEqualTo(RollState.MOVED);

        carrier.type("10000008129", "2");
        carrier.type("10000008129", "不走");
        assertThat(home("hand-refuses", 2).state())
                .as("who cried for help is helped all the same")
                .isEqualTo(RollState.HELP);
    }

    @Test
    void aPartOfAHouseholdIsShownAsItWasSaidAndIsNotTheHousehold() {
        told("hand-part", "7");
        carrier.type("10000008117", "老人已转移");
        assertThat(home("hand-part", 1).state()).isEqualTo(RollState.CONFIRMED);
        assertThat(home("hand-part", 1).lines()).singleElement().satisfies(line -> {
            assertThat(line.reply()).isEqualTo(Meaning.PART);
            assertThat(line.said()).isEqualTo("老人已转移");
        });
        carrier.type("10000008127", "1");
        assertThat(home("hand-part", 2).state()).isEqualTo(RollState.MOVED);
        carrier.type("10000008127", "我妈走了我还在");
        assertThat(home("hand-part", 2).state()).isEqualTo(RollState.CONFIRMED);
    }
}
