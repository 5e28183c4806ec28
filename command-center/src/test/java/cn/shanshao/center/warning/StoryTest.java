package cn.shanshao.center.warning;

import static cn.shanshao.center.warning.Valley.COUNTY;
import static cn.shanshao.center.warning.Valley.done;
import static cn.shanshao.center.warning.Valley.notice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import cn.shanshao.center.Caller;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From the first alert to the review. */
@ValleyTest
class StoryTest {
    @Autowired
    Valley valley;

    @Autowired
    Town town;

    @Autowired
    Caller stranger;

    @Test
    void fromTheAlertOverTwoPeopleToTheReview() {
        var point = "wa-story";
        valley.settle(point, "10000003001");
        var chief = valley.as("wa-chief", Role.SIGNER, COUNTY);

        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        assertThat(valley.of(point)).satisfies(w -> {
            assertThat(w.state()).isEqualTo(WarningState.DETECTED);
            assertThat(w.level()).isEqualTo(Level.ORANGE);
            assertThat(w.people()).isEqualTo(6);
            assertThat(w.households()).isEqualTo(2);
            assertThat(w.clock()).isNotNull();
            assertThat(w.alertIds()).containsExactly(point + "-e1");
        });

        done(valley.act(valley.duty(), point, "verify", Map.of("comment", "监测员已到现场")), 200);
        var issued = valley.issue(point, notice("evacuation", "issue", "orange"), chief);
        assertThat(issued.state()).isEqualTo(NoticeState.ISSUED);
        assertThat(issued.signatures())
                .extracting(Notice.Signature::username, Notice.Signature::method)
                .containsExactly(tuple("wa-chief", "password"));
        assertThat(town.heardOf(point)).extracting(Notice::id).containsExactly(issued.id());
        assertThat(valley.of(point).issued()).isEqualTo(Level.ORANGE);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.ISSUED);

        valley.alert(point, 1, 2, AlertState.ESCALATED, Level.RED);
        assertThat(valley.of(point).unverifiedAt())
                .as("the red is told to nobody yet")
                .isNotNull();
        valley.issue(point, notice("evacuation", "upgrade", "red"), chief);
        assertThat(valley.of(point).unverifiedAt()).isNull();

        valley.alert(point, 1, 3, AlertState.CLEARED, null);
        assertThat(valley.of(point)).satisfies(w -> {
            assertThat(w.quiet()).isTrue();
            assertThat(w.state()).as("only people end it").isEqualTo(WarningState.ISSUED);
        });
        assertThat(valley.act(valley.duty(), point, "close", Map.of("review", "早了"))
                        .status())
                .isEqualTo(409);
        valley.issue(point, notice("evacuation", "lift", null), chief);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.LIFTED);
        assertThat(town.heardOf(point))
                .extracting(Notice::purpose)
                .containsExactly(Purpose.ISSUE, Purpose.UPGRADE, Purpose.LIFT);
        done(valley.act(valley.duty(), point, "close", Map.of("review", "转移及时，两户六人")), 200);

        var view = done(valley.duty().get("/api/v1/warnings/" + valley.of(point).id()), 200);
        assertThat(view.get("state").asString()).isEqualTo("closed");
        assertThat(view.get("log").valueStream().map(line -> line.get("act").asString()))
                .containsExactly(
                        "detect", "verify", "propose", "issue", "rise", "propose", "upgrade", "clear", "propose",
                        "lift", "close");
        assertThat(view.get("alerts").size()).isEqualTo(1);

        var trail = done(stranger.admin().get("/api/v1/audit?limit=500"), 200);
        assertThat(trail.valueStream()
                        .filter(e -> e.get("object")
                                .asString()
                                .equals(valley.of(point).id()))
                        .map(e ->
                                e.get("who").asString() + " " + e.get("action").asString() + " "
                                        + e.at("/before/state").asString() + ">"
                                        + e.at("/after/state").asString()))
                .contains(
                        "wa-duty warning.verify detected>verified",
                        "wa-chief warning.issue proposed>issued",
                        "wa-chief warning.lift issued>lifted",
                        "wa-duty warning.close lifted>closed");
    }
}
