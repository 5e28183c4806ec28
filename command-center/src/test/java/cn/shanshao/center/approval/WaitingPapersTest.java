package cn.shanshao.center.approval;

import static cn.shanshao.center.approval.Office.CITY;
import static cn.shanshao.center.approval.Office.COUNTY;
import static cn.shanshao.center.approval.Office.NEIGHBOUR;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.CenterTest;
import cn.shanshao.center.identity.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of all that waits in a province, only what somebody might sign is looked at for them, and nothing of it is missed. */
@CenterTest
@Import({Office.class, Ear.class})
class WaitingPapersTest {
    @Autowired
    Office office;

    @Autowired
    Approvals approvals;

    @Autowired
    Hands hands;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void people() {
        office.hire("wp-clerk", Role.DUTY, COUNTY);
        office.hire("wp-chief", Role.SIGNER, COUNTY);
        office.hire("wp-mayor", Role.SIGNER, CITY);
        office.hire("wp-crew", Role.CREW, COUNTY);
        office.hire("wp-crew-2", Role.CREW, COUNTY);
        office.hire("wp-stranger", Role.SIGNER, NEIGHBOUR);
        office.hire("wp-weather", Role.EXPERT, COUNTY);
        office.hire("wp-weather-2", Role.EXPERT, COUNTY);
    }

    private List<String> candidates(String who) {
        return hands.candidates(office.user(who)).stream()
                .map(Paper::id)
                .filter(id -> id.startsWith("wp-"))
                .toList();
    }

    private List<String> mine(String who) {
        return approvals.mine(office.user(who)).stream()
                .map(Approval::id)
                .filter(id -> id.startsWith("wp-"))
                .toList();
    }

    @Test
    void whatIsLeftOutIsCounted() {
        office.submit(Office.notice("left-1"), "wp-clerk");
        office.submit(Office.notice("left-2"), "wp-clerk");
        var elsewhere = List.of(Office.only("wp-crew"));
        office.submit(Office.paper("left-3", Process.EVACUATION_NOTICE, elsewhere, List.of()), "wp-clerk");
        office.submit(Office.paper("left-4", Process.EVACUATION_NOTICE, elsewhere, List.of()), "wp-clerk");
        var chief = office.user("wp-chief");

        var all = approvals.waiting(chief, 200);
        assertThat(all.mine())
                .extracting(Approval::id)
                .contains("left-1", "left-2")
                .doesNotContain("left-3");
        assertThat(all.others())
                .extracting(Approval::id)
                .contains("left-3", "left-4")
                .doesNotContain("left-1");
        assertThat(all.moreMine() + all.moreOthers()).isZero();

        var few = approvals.waiting(chief, 1);
        assertThat(few.mine()).containsExactly(all.mine().get(0));
        assertThat(few.moreMine()).isEqualTo(all.mine().size() - 1);
        assertThat(few.others()).containsExactly(all.others().get(0));
        assertThat(few.moreOthers()).isEqualTo(all.others().size() - 1);
    }

    @Test
    void aSeatIsFoundByRoleAndDivisionByNameAndInAnothersPlace() {
        var named = new Seat(Role.CREW, null, Set.of("wp-crew"));
        office.submit(
                Office.paper(
                        "wp-named",
                        Process.EVACUATION_NOTICE,
                        List.of(Seat.of(Role.SIGNER, COUNTY), named),
                        List.of(Office.only("wp-weather"))),
                "wp-clerk");
        office.submit(Office.notice("wp-plain"), "wp-clerk");

        assertThat(candidates("wp-chief")).containsExactly("wp-named", "wp-plain");
        assertThat(mine("wp-chief")).containsExactly("wp-named", "wp-plain");
        assertThat(mine("wp-mayor")).as("from above").containsExactly("wp-named", "wp-plain");
        assertThat(candidates("wp-crew")).containsExactly("wp-named");
        assertThat(mine("wp-crew")).containsExactly("wp-named");
        assertThat(mine("wp-weather")).containsExactly("wp-named");
        assertThat(candidates("wp-crew-2")).isEmpty();
        assertThat(candidates("wp-stranger")).as("behind the wall").isEmpty();
        assertThat(candidates("wp-clerk")).as("no seat for the role").isEmpty();

        assertThat(candidates("wp-weather-2")).isEmpty();
        var lent = office.in("wp-weather")
                .post(
                        "/api/v1/delegations",
                        Map.of("to", "wp-weather-2", "until", Instant.now().plusSeconds(3600)));
        assertThat(lent.status()).as(lent.response().body()).isIn(200, 201);
        assertThat(mine("wp-weather-2")).as("in the place of another").containsExactly("wp-named");

        assertThat(office.sign("wp-weather", "wp-named", Office.hash(1)).status())
                .isEqualTo(200);
        assertThat(candidates("wp-weather")).as("who has signed").isEmpty();
        assertThat(mine("wp-chief")).containsExactly("wp-named", "wp-plain");
    }

    @Test
    void theOwnSeatComesFirstThenWhatIsOverdueAndTheListIsBounded() {
        office.submit(
                Office.paper("wq-a-below", Process.EVACUATION_NOTICE, List.of(Seat.of(Role.SIGNER, COUNTY)), List.of()),
                "wp-clerk");
        office.submit(
                Office.paper("wq-b-late", Process.EVACUATION_NOTICE, List.of(Seat.of(Role.SIGNER, COUNTY)), List.of()),
                "wp-clerk");
        office.submit(
                Office.paper("wq-c-own", Process.PUBLIC_WARNING, List.of(Seat.of(Role.SIGNER, CITY)), List.of()),
                "wp-clerk");
        jdbc.sql("update approval set stage = 1 where id = 'wq-b-late'").update();
        assertThat(approvals.mine(office.user("wp-mayor")))
                .extracting(Approval::id)
                .filteredOn(id -> id.startsWith("wq-"))
                .containsExactly("wq-c-own", "wq-b-late", "wq-a-below");
        assertThat(approvals.mine(office.user("wp-mayor"), null, 1)).hasSize(1);
        assertThat(approvals.mine(office.user("wp-mayor"), "wq-a-below", 1))
                .extracting(Approval::id)
                .containsExactly("wq-a-below");
        assertThat(approvals.mine(office.user("wp-stranger"), "wq-a-below", 1)).isEmpty();
    }
}
