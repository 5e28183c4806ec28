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
