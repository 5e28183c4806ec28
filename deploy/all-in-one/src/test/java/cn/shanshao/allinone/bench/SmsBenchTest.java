package cn.shanshao.allinone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.allinone.bench.SmsBench.Options;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmsBenchTest {
    @Test
    void optionsHaveDefaultsAndAreTakenInAnyOrder() {
        assertThat(Options.of(List.of())).isEqualTo(new Options(100_000, 32, 5));
        assertThat(Options.of(List.of("--window", "8", "--recipients", "500", "--answer-ms", "0")))
                .isEqualTo(new Options(500, 8, 0));
    }

    @Test
    void anOptionThatCannotBeNamesItself() {
        refused("--recipients must be 1…100000, was 0", "--recipients", "0");
        refused("--window must be 1…100, was 101", "--window", "101");
        refused("--answer-ms must be 0…1000, was -1", "--answer-ms", "-1");
        refused("--window must be a whole number, was wide", "--window", "wide");
        refused("--window must be a whole number, was nothing", "--window");
        refused("unknown option --phones; there are " + Options.USAGE, "--phones", "7");
    }

    private static void refused(String why, String... arguments) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of(List.of(arguments)))
                .withMessage(why);
    }

    @Test
    void aRosterHasARowAndANumberForEachHousehold() {
        var rows = new String(SmsBench.roster("bench-valley", 2, 7), StandardCharsets.UTF_8).split("\n", -1);

        assertThat(rows).hasSize(4);
        assertThat(rows[1]).startsWith("bench-valley,1,").contains(",999000000000007,");
        assertThat(rows[2]).startsWith("bench-valley,2,").contains(",999000000000008,");
    }

    @Test
    void aTallyTellsRateAndDoubles() {
        var tally = new Tally();
        assertThat(tally.perSecond(0)).isNaN();
        tally.submitted("1", 1_000_000_000L);
        tally.submitted("2", 1_500_000_000L);
        tally.submitted("2", 2_000_000_000L);

        assertThat(tally.people()).isEqualTo(2);
        assertThat(tally.doubles()).isEqualTo(1);
        assertThat(tally.perSecond(500_000_000L)).isCloseTo(2, within(1e-9));
    }

    /** The bare loop and the carrier over a real socket. */
    @Test
    void everyNumberIsSubmittedOnceAndHasItsReceipt() throws Exception {
        try (var smsc = Smsc.start(4, Duration.ofMillis(1))) {
            var tally = smsc.fresh();
            new BareSmpp(smsc.port(), 4, "请撤离").run(50, tally);

            assertThat(tally.people()).isEqualTo(50);
            assertThat(tally.doubles()).isZero();
            assertThat(tally.receiptsTaken()).isEqualTo(50);
            assertThat(tally.receiptsLost()).isZero();
        }
    }
}
