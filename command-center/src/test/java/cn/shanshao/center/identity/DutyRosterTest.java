package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.TestDatabase;
import cn.shanshao.center.identity.Cover.Gap;
import cn.shanshao.center.vault.TestVault;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Times are those of China: the night of the 21st begins on the 21st and ends on the 22nd. */
class DutyRosterTest {
    private static final CurrentUser READER = new CurrentUser("reader", "读者", Role.DUTY, "22");

    private static final String HUADIAN = "220282";

    private final DataSource database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final DutyStore store = new DutyStore(jdbc);
    private final AccountStore accounts = new AccountStore(jdbc, TestVault.of(database));
    private final Divisions divisions = new Divisions(jdbc, Clock.systemUTC());
    private final List<Object> told = new ArrayList<>();
    private int count;

    @BeforeEach
    void threeOfficers() {
        for (var name : List.of("wang", "li", "zhao")) {
            accounts.add(new Account(name, 0, name, "-", Role.DUTY, HUADIAN, true));
        }
    }

    private static Instant at(String local) {
        return LocalDateTime.parse("2026-07-" + local)
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toInstant();
    }

    private DutyRoster when(String local) {
        return new DutyRoster(store, accounts, divisions, told::add, Clock.fixed(at(local), ZoneOffset.UTC));
    }

    private Shift shift(String begins, String ends, @Nullable String officer, @Nullable String deputy) {
        var shift = new Shift("s" + count++, 1, HUADIAN, at(begins), at(ends), officer, deputy);
        store.add(shift);
        return shift;
    }

    private void leave(String username, String begins, String ends) {
        store.add(new Leave("l" + count++, username, at(begins), at(ends)));
    }

    private static List<String> names(List<DutyRoster.OnDuty> on) {
        return on.stream().map(DutyRoster.OnDuty::username).toList();
    }

    private static Gap gap(String from, String to) {
        return new Gap(at(from), at(to));
    }

    @Test
    void aNightGoesOnOverMidnightAndEndsToTheMinute() {
        shift("21T20:00", "22T08:00", "wang", null);
        shift("22T08:00", "22T20:00", "li", null);
        assertThat(names(when("21T19:59:59").now(HUADIAN, READER))).isEmpty();
        assertThat(names(when("21T20:00").now(HUADIAN, READER))).containsExactly("wang");
        assertThat(names(when("21T23:59:59").now(HUADIAN, READER))).containsExactly("wang");
        assertThat(names(when("22T00:00").now(HUADIAN, READER))).containsExactly("wang");
        assertThat(names(when("22T07:59:59").now(HUADIAN, READER))).containsExactly("wang");
        assertThat(names(when("22T08:00").now(HUADIAN, READER))).containsExactly("li");
    }

    @Test
    void theDeputyIsOnWhileTheOfficerIsOnLeaveAndNoLonger() {
        shift("21T20:00", "22T08:00", "wang", "zhao");
        leave("wang", "22T00:00", "22T04:00");
        assertThat(names(when("21T23:59:59").now(HUADIAN, READER))).containsExactly("wang");
        var night = when("22T00:00").now(HUADIAN, READER);
        assertThat(names(night)).containsExactly("zhao");
        assertThat(night.get(0).deputy()).isTrue();
        assertThat(names(when("22T04:00").now(HUADIAN, READER))).containsExactly("wang");
    }

    @Test
    void nobodyIsOnWhenTheDeputyIsAwayTooOrLocked() {
        shift("21T20:00", "22T08:00", "wang", "zhao");
        leave("wang", "21T00:00", "23T00:00");
        leave("zhao", "22T00:00", "22T01:00");
        assertThat(when("22T00:30").now(HUADIAN, READER)).isEmpty();
        assertThat(names(when("22T01:00").now(HUADIAN, READER))).containsExactly("zhao");
        accounts.change(new Account("zhao", 1, "zhao", "-", Role.DUTY, HUADIAN, false));
        assertThat(when("22T01:00").now(HUADIAN, READER)).isEmpty();
    }

    @Test
    void whatNobodyCoversIsToldAsOnePiece() {
        shift("21T08:00", "21T20:00", "wang", null);
        shift("21T20:00", "22T08:00", null, null);
        shift("22T08:00", "22T20:00", "li", "zhao");
        leave("li", "22T08:00", "22T10:00");
        leave("zhao", "22T08:00", "22T09:00");
        assertThat(when("21T12:00").gaps(HUADIAN)).containsExactly(gap("21T20:00", "22T09:00"));
    }

    @Test
    void aDivisionWithoutARosterIsNotMissedAndOneWhoseRosterRanOutIs() {
        when("21T12:00").look();
        assertThat(told).isEmpty();
        shift("01T08:00", "01T20:00", "wang", null);
        when("21T12:00").look();
        assertThat(told).containsExactly(new SlotUnfilled(HUADIAN, at("21T12:00"), at("22T12:00")));
    }

    private void handover(String id, String at, String giver, String taker, @Nullable String taken, String ends) {
        store.add(new DutyStore.Handover(id, HUADIAN, at(at), giver, taker, "无", List.of(), null, null));
        if (taken != null) {
            store.accept(id, at(taken), at(ends));
        }
    }

    @Test
    void whoHasTakenOverIsOnDutyWhateverTheRosterSaysUntilTheGiversShiftEnds() {
        shift("21T08:00", "21T20:00", "wang", null);
        shift("21T20:00", "22T08:00", "li", null);
        handover("h1", "21T15:00", "wang", "zhao", "21T15:05", "21T20:00");
        assertThat(names(when("21T15:04").now(HUADIAN, READER)))
                .as("not taken yet")
                .containsExactly("wang");
        var taken = when("21T15:05").now(HUADIAN, READER);
        assertThat(names(taken)).containsExactly("zhao");
        assertThat(taken.get(0).until()).isEqualTo(at("21T20:00"));
        assertThat(when("21T15:05").officers(HUADIAN))
                .as("and is the one who is rung")
                .containsExactly("zhao");
        assertThat(names(when("21T20:00").now(HUADIAN, READER))).containsExactly("li");

        handover("h2", "21T16:00", "zhao", "wang", "21T16:01", "21T20:00");
        assertThat(names(when("21T16:01").now(HUADIAN, READER))).as("and back").containsExactly("wang");
        leave("wang", "21T17:00", "21T18:00");
        assertThat(names(when("21T17:00").now(HUADIAN, READER)))
                .as("who is away takes nobody's place")
                .containsExactly("zhao");
    }

    @Test
    void whoHasHandedOverStaysResponsibleUntilTheOtherHasTakenIt() {
        shift("21T08:00", "21T20:00", "wang", null);
        shift("21T20:00", "22T08:00", "li", null);
        handover("h1", "21T19:50", "wang", "li", null, "");
        assertThat(names(when("21T20:10").now(HUADIAN, READER)))
                .as("the shift is over, the hand-over is not")
                .containsExactly("wang", "li");
        assertThat(when("21T20:10").officers(HUADIAN)).startsWith("wang");
        assertThat(names(when("22T07:50").now(HUADIAN, READER)))
                .as("not for ever")
                .containsExactly("li");
        store.withdraw("h1", at("21T20:00"));
        assertThat(names(when("21T20:10").now(HUADIAN, READER))).containsExactly("li");
    }

    @Test
    void whoTookOverWhereTheRosterHasNobodyFillsTheGap() {
        shift("21T08:00", "21T14:00", "wang", null);
        shift("21T20:00", "22T20:00", "li", null);
        handover("h1", "21T13:50", "wang", "zhao", "21T14:30", "21T20:00");
        assertThat(names(when("21T15:00").now(HUADIAN, READER))).containsExactly("zhao");
        assertThat(when("21T15:00").gaps(HUADIAN)).isEmpty();
    }

    @Test
    void anUnfilledSlotOfTheNextDayIsToldOnceAndClearedWhenItIsFilled() {
        shift("21T08:00", "21T20:00", "wang", null);
        var night = shift("21T20:00", "22T08:00", null, null);
        shift("22T08:00", "23T08:00", "li", null);

        var first = when("21T12:00");
        first.look();
        when("21T12:01").look();
        var late = when("21T21:00");
        late.look();
        assertThat(told).containsExactly(new SlotUnfilled(HUADIAN, at("21T20:00"), at("22T08:00")));
        assertThat(store.openAlarms(List.of(HUADIAN)))
                .extracting(DutyStore.Alarm::raisedAt)
                .containsExactly(at("21T12:00"));

        store.change(new Shift(night.id(), 1, HUADIAN, night.begins(), night.ends(), "zhao", null));
        late.look();
        assertThat(store.openAlarms(List.of(HUADIAN))).isEmpty();

        leave("zhao", "22T00:00", "22T02:00");
        late.look();
        assertThat(told).hasSize(2).last().isEqualTo(new SlotUnfilled(HUADIAN, at("22T00:00"), at("22T02:00")));
    }
}
