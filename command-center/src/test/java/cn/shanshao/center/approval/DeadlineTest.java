package cn.shanshao.center.approval;

import static cn.shanshao.center.Eventually.eventually;
import static cn.shanshao.center.approval.Office.CITY;
import static cn.shanshao.center.approval.Office.COUNTY;
import static cn.shanshao.center.approval.Office.DEADLINE;
import static cn.shanshao.center.approval.Office.NEIGHBOUR;
import static cn.shanshao.center.approval.Office.PASSWORD;
import static cn.shanshao.center.approval.Office.done;
import static cn.shanshao.center.approval.Office.hash;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.approval.Approval.State;
import cn.shanshao.center.identity.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What happens when nobody signs, and who may in whose place; on a clock that the test puts forward. */
@CenterTest
@Import({Office.class, Ear.class, Wristwatch.class})
class DeadlineTest {
    /** A county without any signer. */
    private static final String NOBODYS = "220284";

    private static final List<Seat> CHIEFS = List.of(Seat.of(Role.SIGNER, COUNTY));

    @Autowired
    Office office;

    @Autowired
    Ear ear;

    @Autowired
    Wristwatch watch;

    @Autowired
    Approvals approvals;

    @BeforeEach
    void people() {
        office.hire("dl-clerk", Role.DUTY, COUNTY);
        office.hire("dl-chief", Role.SIGNER, COUNTY);
        office.hire("dl-city", Role.SIGNER, CITY);
        office.hire("dl-province", Role.SIGNER, "22");
        office.hire("dl-weather", Role.EXPERT, COUNTY);
    }

    private List<SignatureOverdue> overdue(String id, int many) {
        eventually(() -> assertThat(ear.of(SignatureOverdue.class, id)).hasSize(many));
        return ear.of(SignatureOverdue.class, id);
    }

    @Test
    void aNoticeThatNobodySignsClimbsAgainAndAgain() {
        office.submit(Office.notice("dl-climb"), "dl-clerk");
        var due = office.paper("dl-climb").dueAt();
        assertThat(ear.of(SignatureOverdue.class, "dl-climb")).isEmpty();

        watch.forward(DEADLINE.plusSeconds(1));
        assertThat(overdue("dl-climb", 1).get(0).stage()).isOne();
        assertThat(overdue("dl-climb", 1).get(0).usernames())
                .contains("dl-chief", "dl-city")
                .doesNotContain("dl-province", "dl-clerk");
        assertThat(office.paper("dl-climb").dueAt()).isAfter(due);

        watch.forward(DEADLINE.plusSeconds(1));
        assertThat(overdue("dl-climb", 2).get(1).stage()).isEqualTo(2);
        assertThat(overdue("dl-climb", 2).get(1).usernames()).contains("dl-chief", "dl-city", "dl-province");

        watch.forward(DEADLINE.plusSeconds(1));
        assertThat(overdue("dl-climb", 3).get(2).stage()).isEqualTo(3);
        assertThat(office.paper("dl-climb").remarks())
                .filteredOn(remark -> remark.what() == Remark.What.OVERDUE)
                .hasSize(3);

        done(office.sign("dl-city", "dl-climb", hash(1)));
        assertThat(office.paper("dl-climb").state()).isEqualTo(State.APPROVED);
        office.submit(Office.notice("dl-later"), "dl-clerk");
        watch.forward(DEADLINE.plusSeconds(1));
        overdue("dl-later", 1);
        assertThat(ear.of(SignatureOverdue.class, "dl-climb"))
                .as("what is signed climbs no more")
                .hasSize(3);
    }

    @Test
    void eachStepOfAWarningHasAClockOfItsOwn() {
        office.submit(
                Office.paper("dl-steps", Process.PUBLIC_WARNING, CHIEFS, List.of(Office.only("dl-weather"))),
                "dl-clerk");
        watch.forward(DEADLINE.plusSeconds(1));
        assertThat(overdue("dl-steps", 1).get(0).usernames())
                .as("whom it waits for, and the signers above")
                .contains("dl-weather", "dl-city")
                .doesNotContain("dl-chief");
        watch.forward(DEADLINE.minusSeconds(60));
        done(office.sign("dl-weather", "dl-steps", hash(1)));
        var step = office.paper("dl-steps");
        assertThat(step.stage()).isZero();
        assertThat(step.dueAt()).isAfter(watch.instant().plus(DEADLINE).minusSeconds(30));

        watch.forward(Duration.ofSeconds(90));
        office.submit(Office.notice("dl-beside"), "dl-clerk");
        watch.forward(DEADLINE.minusSeconds(60));
        assertThat(overdue("dl-steps", 2).get(1).stage()).isOne();
        assertThat(overdue("dl-steps", 2).get(1).usernames()).contains("dl-chief");
    }

    @Test
    void aListenerThatFailsIsAskedAgainAndHoldsUpNobodyElse() {
        office.submit(Office.notice("dl-deaf"), "dl-clerk");
        ear.failsFor("dl-deaf");
        office.submit(Office.notice("dl-other"), "dl-clerk");
        watch.forward(DEADLINE.plusSeconds(1));
        overdue("dl-other", 1);
        assertThat(office.paper("dl-deaf").stage()).isZero();
        ear.failsFor(null);
        watch.forward(Duration.ofMinutes(2));
        assertThat(overdue("dl-deaf", 1).get(0).stage()).isOne();
    }

    @Test
    void whoIsOnDutyIsRungFirstAndEachSignatureHasALineOfItsOwn() {
        for (var name : List.of("dl-ring-1", "dl-ring-2", "dl-ring-3")) {
            office.hire(name, Role.SIGNER, COUNTY);
        }
        office.hire("dl-desk", Role.ADMINISTRATOR, COUNTY);
        office.hire("dl-second", Role.EXPERT, COUNTY);
        shift("dl-ring-2", null);
        var seat = Office.only("dl-ring-1", "dl-ring-2", "dl-ring-3");
        office.submit(Office.paper("dl-rung", Process.EVACUATION_NOTICE, List.of(seat), List.of()), "dl-ring-3");
        assertThat(lines("dl-rung", 1)).as("not who wrote it").containsExactly(List.of("dl-ring-2", "dl-ring-1"));

        office.submit(
                Office.paper(
                        "dl-rung-two",
                        Process.PUBLIC_WARNING,
                        List.of(seat),
                        List.of(Office.only("dl-weather"), Office.only("dl-second"))),
                "dl-clerk");
        assertThat(lines("dl-rung-two", 1)).containsExactlyInAnyOrder(List.of("dl-weather"), List.of("dl-second"));
        done(office.sign("dl-weather", "dl-rung-two", hash(1)));
        assertThat(wanted("dl-rung-two", 1)).as("the same step goes on").hasSize(1);
        done(office.sign("dl-second", "dl-rung-two", hash(1)));
        assertThat(lines("dl-rung-two", 2)).containsExactly(List.of("dl-ring-2", "dl-ring-1", "dl-ring-3"));
    }

    @Test
    void whereNobodySitsInTheDivisionTheNextAboveIsRung() {
        office.submit(
                Office.paper("dl-up", Process.EVACUATION_NOTICE, List.of(Seat.of(Role.SIGNER, NOBODYS)), List.of()),
                "dl-clerk");
        assertThat(lines("dl-up", 1))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("dl-city").doesNotContain("dl-chief", "dl-province"));
    }

    /** The newest. */
    private List<List<String>> lines(String id, int many) {
        return wanted(id, many).get(many - 1).lines().stream()
                .map(SignatureWanted.Line::people)
                .toList();
    }

    @Test
    void theFirstOfEachSeatIsRungAtOnce() {
        for (var name : List.of("dl-seat-1", "dl-seat-2")) {
            office.hire(name, Role.SIGNER, COUNTY);
        }
        office.hire("dl-giver", Role.EXPERT, COUNTY);
        office.submit(
                Office.paper(
                        "dl-seats",
                        Process.EVACUATION_NOTICE,
                        List.of(Office.only("dl-seat-1", "dl-seat-2"), Office.only("dl-giver")),
                        List.of()),
                "dl-clerk");
        assertThat(wanted("dl-seats", 1).get(0).lines()).singleElement().satisfies(line -> {
            assertThat(line.atOnce()).containsExactly("dl-seat-1", "dl-giver");
            assertThat(line.then()).startsWith("dl-seat-2");
        });
    }

    private List<SignatureWanted> wanted(String id, int many) {
        assertThat(ear.of(SignatureWanted.class, id)).hasSize(many);
        return ear.of(SignatureWanted.class, id);
    }

    private Caller.Answer delegate(String who, Map<String, Object> form) {
        return office.in(who).post("/api/v1/delegations", form);
    }

    @Test
    void whoIsAskedToSignsInTheOthersPlaceUntilTheEnd() {
        office.hire("dl-named", Role.SIGNER, COUNTY);
        office.hire("dl-taker", Role.SIGNER, COUNTY);
        office.hire("dl-foreign", Role.SIGNER, NEIGHBOUR);
        var seat = List.of(Office.only("dl-named"));
        office.submit(Office.paper("dl-given", Process.EVACUATION_NOTICE, seat, List.of()), "dl-clerk");
        assertThat(office.sign("dl-taker", "dl-given", hash(1)).status()).isEqualTo(403);

        var until = watch.instant().plus(Duration.ofDays(2));
        assertThat(delegate("dl-named", Map.of("to", "dl-foreign", "until", until))
                        .status())
                .as("who does not see our papers")
                .isEqualTo(422);
        assertThat(delegate("dl-named", Map.of("to", "dl-weather", "until", until))
                        .status())
                .as("no signer")
                .isEqualTo(422);
        assertThat(delegate("dl-named", Map.of("to", "dl-named", "until", until))
                        .status())
                .isEqualTo(422);
        assertThat(delegate(
                                "dl-named",
                                Map.of(
                                        "to",
                                        "dl-taker",
                                        "until",
                                        watch.instant().minusSeconds(1)))
                        .status())
                .isEqualTo(422);
        var made = delegate("dl-named", Map.of("to", "dl-taker", "until", until));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(delegate("dl-taker", Map.of("to", "dl-chief", "until", until))
                        .status())
                .as("passes on what is the taker's own, not what was given")
                .isEqualTo(201);
        assertThat(office.sign("dl-chief", "dl-given", hash(1)).status()).isEqualTo(403);

        done(office.sign("dl-taker", "dl-given", hash(1)));
        assertThat(office.paper("dl-given").signatures()).singleElement().satisfies(s -> {
            assertThat(s.username()).isEqualTo("dl-taker");
            assertThat(s.standsFor()).isEqualTo("dl-named");
        });

        office.submit(Office.paper("dl-given-2", Process.EVACUATION_NOTICE, seat, List.of()), "dl-clerk");
        var id = made.json().get("id").asString();
        assertThat(office.in("dl-chief").delete("/api/v1/delegations/" + id).status())
                .as("somebody else's")
                .isEqualTo(403);
        assertThat(office.in("dl-foreign").delete("/api/v1/delegations/" + id).status())
                .isEqualTo(404);
        assertThat(office.in("dl-taker").get("/api/v1/delegations").response().body())
                .contains(id);
        watch.forward(Duration.ofDays(2).plusSeconds(1));
        assertThat(office.sign("dl-taker", "dl-given-2", hash(1)).status())
                .as("it is over")
                .isEqualTo(403);
        var again = delegate("dl-named", Map.of("to", "dl-taker", "until", until.plus(Duration.ofDays(3))));
        assertThat(office.in("dl-named")
                        .delete("/api/v1/delegations/" + again.json().get("id").asString())
                        .status())
                .isEqualTo(204);
        assertThat(office.sign("dl-taker", "dl-given-2", hash(1)).status())
                .as("it was taken back")
                .isEqualTo(403);
    }

    @Test
    void onePaperAloneCanBeHandedOn() {
        office.hire("dl-one", Role.SIGNER, COUNTY);
        office.hire("dl-two", Role.SIGNER, COUNTY);
        var seat = List.of(Office.only("dl-one"));
        office.submit(Office.paper("dl-on", Process.EVACUATION_NOTICE, seat, List.of()), "dl-clerk");
        office.submit(Office.paper("dl-stays", Process.EVACUATION_NOTICE, seat, List.of()), "dl-clerk");
        var form = Map.of("to", "dl-two", "until", watch.instant().plus(Duration.ofHours(6)));
        assertThat(office.in("dl-two")
                        .post("/api/v1/approvals/dl-on/delegate", form)
                        .status())
                .as("nothing of it is theirs")
                .isEqualTo(403);
        done(office.in("dl-one").post("/api/v1/approvals/dl-on/delegate", form));
        assertThat(approvals.mine(office.user("dl-two")))
                .extracting(Approval::id)
                .contains("dl-on")
                .doesNotContain("dl-stays");
        assertThat(office.sign("dl-two", "dl-stays", hash(1)).status()).isEqualTo(403);
        done(office.sign("dl-two", "dl-on", hash(1)));
        assertThat(office.paper("dl-on").remarks()).extracting(Remark::what).contains(Remark.What.DELEGATED);
    }

    @Test
    void whoIsOnDutyForASignerOnLeaveSignsForThem() {
        office.hire("dl-away", Role.SIGNER, COUNTY);
        office.hire("dl-deputy", Role.SIGNER, COUNTY);
        office.hire("dl-no-signer", Role.DUTY, COUNTY);
        office.hire("dl-desk", Role.ADMINISTRATOR, COUNTY);
        var seat = List.of(Office.only("dl-away"));
        office.submit(Office.paper("dl-duty", Process.EVACUATION_NOTICE, seat, List.of()), "dl-clerk");
        shift("dl-away", "dl-deputy");
        assertThat(office.sign("dl-deputy", "dl-duty", hash(1)).status())
                .as("the signer is there")
                .isEqualTo(403);

        var now = watch.instant();
        var leave = office.in("dl-desk")
                .post(
                        "/api/v1/duty/leaves",
                        Map.of("username", "dl-away", "begins", now.minusSeconds(60), "ends", now.plusSeconds(7200)));
        assertThat(leave.status()).as(leave.response().body()).isEqualTo(201);
        watch.forward(DEADLINE.plusSeconds(1));
        assertThat(overdue("dl-duty", 1).get(0).usernames()).contains("dl-away", "dl-deputy");
        done(office.sign("dl-deputy", "dl-duty", hash(1)));
        assertThat(office.paper("dl-duty").signatures())
                .extracting(Signature::standsFor)
                .containsExactly("dl-away");

        office.submit(Office.paper("dl-duty-2", Process.EVACUATION_NOTICE, seat, List.of()), "dl-clerk");
        shift("dl-away", "dl-no-signer");
        assertThat(approvals.mine(office.user("dl-no-signer")))
                .as("a roster makes no signer of a duty officer")
                .isEmpty();
    }

    @Test
    void noRosterMakesTheCountysSignerOneOfTheCity() {
        office.hire("dl-high", Role.SIGNER, Office.CITY);
        office.hire("dl-low", Role.SIGNER, COUNTY);
        office.hire("dl-desk", Role.ADMINISTRATOR, COUNTY);
        office.hire("dl-desk-high", Role.ADMINISTRATOR, Office.CITY);
        var seat = List.of(Seat.of(Role.SIGNER, Office.CITY));
        office.submit(Office.paper("dl-high-1", Process.PUBLIC_WARNING, seat, List.of()), "dl-clerk");
        shift("dl-high", "dl-low");
        var now = watch.instant();
        var leave = office.in("dl-desk-high")
                .post(
                        "/api/v1/duty/leaves",
                        Map.of("username", "dl-high", "begins", now.minusSeconds(60), "ends", now.plusSeconds(7200)));
        assertThat(leave.status()).as(leave.response().body()).isEqualTo(201);
        assertThat(office.sign("dl-low", "dl-high-1", hash(1)).status()).isEqualTo(403);
    }

    @Test
    void whoseVoiceIsHeardAlreadyLendsItToNobody() {
        for (var name : List.of("dl-writer", "dl-voice")) {
            office.hire(name, Role.SIGNER, COUNTY);
        }
        var until = watch.instant().plus(Duration.ofHours(6));
        var form = Map.<String, Object>of("to", "dl-voice", "until", until);
        assertThat(delegate("dl-writer", form).status()).isEqualTo(201);
        var seats = List.of(Office.only("dl-writer"));
        office.submit(Office.paper("dl-own", Process.EVACUATION_NOTICE, seats, List.of()), "dl-writer");
        assertThat(office.sign("dl-voice", "dl-own", hash(1)).status())
                .as("for the author")
                .isEqualTo(403);

        office.submit(Office.paper("dl-twice", Process.PUBLIC_WARNING, seats, seats), "dl-clerk");
        done(office.sign("dl-writer", "dl-twice", hash(1)));
        assertThat(office.sign("dl-voice", "dl-twice", hash(1)).status())
                .as("for who signed with them")
                .isEqualTo(403);

        office.submit(Office.paper("dl-echo", Process.PUBLIC_WARNING, seats, seats), "dl-clerk");
        done(office.sign("dl-voice", "dl-echo", hash(1)));
        assertThat(office.sign("dl-writer", "dl-echo", hash(1)).status())
                .as("whose voice was lent before")
                .isEqualTo(403);
    }

    private void shift(String officer, @Nullable String deputy) {
        Instant now = watch.instant();
        var form = new HashMap<String, Object>(
                Map.of("division", COUNTY, "begins", now.minusSeconds(3600), "ends", now.plusSeconds(7200)));
        form.put("officer", officer);
        form.put("deputy", deputy);
        var made = office.in("dl-desk").post("/api/v1/duty/shifts", form);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    }

    @Test
    void aSignerWhoIsLockedSignsThroughNobody() {
        office.hire("dl-locked", Role.SIGNER, COUNTY);
        office.hire("dl-friend", Role.SIGNER, COUNTY);
        office.hire("dl-desk", Role.ADMINISTRATOR, COUNTY);
        office.submit(
                Office.paper("dl-lock", Process.EVACUATION_NOTICE, List.of(Office.only("dl-locked")), List.of()),
                "dl-clerk");
        var until = watch.instant().plus(Duration.ofDays(1));
        assertThat(delegate("dl-locked", Map.of("to", "dl-friend", "until", until))
                        .status())
                .isEqualTo(201);
        assertThat(office.in("dl-desk")
                        .send("PATCH", "/api/v1/users/dl-locked", Map.of("enabled", false, "password", PASSWORD))
                        .status())
                .isLessThan(300);
        assertThat(office.sign("dl-friend", "dl-lock", hash(1)).status()).isEqualTo(403);
    }
}
