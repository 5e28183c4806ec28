package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.Problem;
import cn.shanshao.center.TestDatabase;
import cn.shanshao.center.identity.DivisionSeats.Seat;
import cn.shanshao.center.vault.TestVault;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 梅河口 has the code of a county of 通化, and is run by the province; 长白山管委会 has no code of its own. */
class DivisionsTest {
    private static final String PROVINCE = "22";
    private static final String TONGHUA = "2205";
    private static final String MEIHEKOU = "220581";
    private static final String CHANGBAISHAN = "22CBS";
    private static final CurrentUser OF_TONGHUA = new CurrentUser("wang", "王", Role.DUTY, TONGHUA);

    private final DataSource database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final AccountStore accounts = new AccountStore(jdbc, TestVault.of(database));

    /** Moves on by hand. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-06-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final HandClock clock = new HandClock();
    private final Divisions divisions = new Divisions(jdbc, clock);
    private final DivisionSeats seats = new DivisionSeats(jdbc, divisions, List.of(accounts));

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private void take(String code, String name, String parent, String from) {
        seats.take(new Seat(code, name, parent, day(from)));
        divisions.read();
    }

    @Test
    void aCountyChangesItsParentAtMidnightInChina() {
        take(MEIHEKOU, "梅河口市", PROVINCE, "2026-07-01");
        assertThat(divisions.sees(OF_TONGHUA, MEIHEKOU)).isTrue();
        clock.now = Instant.parse("2026-06-30T15:59:59Z");
        assertThat(divisions.sees(OF_TONGHUA, MEIHEKOU)).isTrue();
        clock.now = Instant.parse("2026-06-30T16:00:00Z");
        assertThat(divisions.sees(OF_TONGHUA, MEIHEKOU)).isFalse();
        assertThat(divisions.lineage(MEIHEKOU)).containsExactly(MEIHEKOU, PROVINCE);
        assertThat(divisions.at(day("2026-06-30"))).contains(new Division(MEIHEKOU, "梅河口市", TONGHUA));
        assertThat(divisions.at(day("2026-07-01"))).contains(new Division(MEIHEKOU, "梅河口市", PROVINCE));
    }

    @Test
    void aDivisionWithoutACodeOfTheStandardHangsWhereItIsPutAndMayGo() {
        take(CHANGBAISHAN, "长白山管委会", PROVINCE, "2020-01-01");
        assertThat(divisions.lineage(CHANGBAISHAN)).containsExactly(CHANGBAISHAN, PROVINCE);
        take("220622", "靖宇县", CHANGBAISHAN, "2020-01-01");
        assertThat(divisions.under(CHANGBAISHAN)).contains("220622");
        var seat = seats.newest(CHANGBAISHAN).orElseThrow();
        assertThatThrownBy(() -> seats.leave(seat, day("2026-01-01")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("220622");
        take("220622", "靖宇县", "2206", "2025-01-01");
        seats.leave(seat, day("2026-01-01"));
        divisions.read();
        assertThat(divisions.find(CHANGBAISHAN)).isEmpty();
        assertThat(divisions.at(day("2025-12-31"))).extracting(Division::code).contains(CHANGBAISHAN);
    }

    @Test
    void theTreeStaysATree() {
        assertThatThrownBy(() -> take(TONGHUA, "通化市", MEIHEKOU, "2026-01-01")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> take(TONGHUA, "通化市", TONGHUA, "2026-01-01")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> take(TONGHUA, "通化市", "999999", "2026-01-01")).isInstanceOf(Problem.class);
        take(MEIHEKOU, "梅河口市", PROVINCE, "2026-07-01");
        assertThatThrownBy(() -> take(MEIHEKOU, "梅河口市", TONGHUA, "2026-06-01"))
                .as("a later change is known already")
                .isInstanceOf(Problem.class);
    }

    @Test
    void noChangeOfADayToComeMakesARing() {
        take("22A", "甲", PROVINCE, "2026-01-01");
        take("22B", "乙", PROVINCE, "2026-01-01");
        take("22A", "甲", "22B", "2027-01-01");
        assertThatThrownBy(() -> take("22B", "乙", "22A", "2026-06-01")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> seats.leave(seats.newest("22B").orElseThrow(), day("2026-06-01")))
                .as("it is needed later")
                .isInstanceOf(Problem.class);
    }

    @Test
    void nothingIsPutWhereTheDivisionIsAlreadyKnownToLeaveLater() {
        take(MEIHEKOU, "梅河口市", PROVINCE, "2026-05-01");
        seats.leave(seats.newest(MEIHEKOU).orElseThrow(), day("2027-01-01"));
        for (var from : List.of("2026-05-01", "2026-08-01", "2026-12-31")) {
            assertThatThrownBy(() -> take(MEIHEKOU, "梅河口市", TONGHUA, from))
                    .as(from)
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("2027-01-01");
        }
        take(MEIHEKOU, "梅河口市", TONGHUA, "2027-01-01");
        assertThat(divisions.at(day("2026-12-31")))
                .filteredOn(d -> d.code().equals(MEIHEKOU))
                .containsExactly(new Division(MEIHEKOU, "梅河口市", PROVINCE));
        assertThat(divisions.at(day("2027-01-01")))
                .filteredOn(d -> d.code().equals(MEIHEKOU))
                .containsExactly(new Division(MEIHEKOU, "梅河口市", TONGHUA));
    }

    @Test
    void theDatabaseItselfKeepsSeatsApart() {
        assertThatThrownBy(() -> jdbc.sql("insert into division_seat (code, name, parent, valid_from, valid_to)"
                                + " values (?, '梅河口市', ?, date '2020-01-01', date '2021-01-01')")
                        .params(MEIHEKOU, PROVINCE)
                        .update())
                .hasMessageContaining("division_seat_apart");
    }

    @Test
    void aDivisionThatPeopleAreInStays() {
        take(CHANGBAISHAN, "长白山管委会", PROVINCE, "2020-01-01");
        accounts.add(new Account("li", 0, "李", "no hash", Role.DUTY, CHANGBAISHAN, true));
        var seat = seats.newest(CHANGBAISHAN).orElseThrow();
        assertThatThrownBy(() -> seats.leave(seat, day("2026-01-01")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("accounts=1");
        accounts.remove("li");
        seats.leave(seat, day("2026-01-01"));
    }

    @Test
    void aChangeOfTheSameDayTakesThePlaceOfTheOneBefore() {
        take(MEIHEKOU, "梅河口", PROVINCE, "2026-05-01");
        take(MEIHEKOU, "梅河口市", PROVINCE, "2026-05-01");
        assertThat(divisions.get(MEIHEKOU).name()).isEqualTo("梅河口市");
    }
}
