package cn.shanshao.detect.report;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.BackTest.Phase;
import cn.shanshao.detect.report.PointReport.Course;
import cn.shanshao.detect.report.PointReport.Spell;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.Flow;
import cn.shanshao.ingest.wire.PointConfig.Station;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PointReportTest {
    private static final Instant BEGINNING = Instant.parse("2026-07-21T02:00:00Z");
    private static final Flow GULLY = new Flow(List.of(new Station("high", 0), new Station("low", 500)), 1_000.0);

    private static Instant minute(long minutes) {
        return BEGINNING.plus(Duration.ofMinutes(minutes));
    }

    private static Phase from(long minutes, @Nullable Level level) {
        return new Phase(minute(minutes), level);
    }

    private static Course course(String device, String quantity, Phase... phases) {
        return new Course(device, null, null, quantity, List.of(phases));
    }

    private static List<Spell> told(@Nullable Flow flow, Course... courses) {
        return PointReport.of(List.of(courses), flow, minute(1_000), () -> {});
    }

    @Test
    void oneInstrumentAloneIsNoPoint() {
        assertThat(told(null, course("a", "crack", from(0, Level.RED), from(60, null))))
                .isEmpty();
    }

    @Test
    void twoIndependentInstrumentsMakeAnAlertThatFallsSlowly() {
        var a = course("a", "crack", from(0, Level.YELLOW), from(10, Level.RED), from(60, null));
        var b = course("b", "displacement", from(5, Level.YELLOW), from(20, Level.ORANGE), from(60, null));

        assertThat(told(null, a, b))
                .containsExactly(new Spell("fused", Level.RED, minute(10), minute(5), minute(150), true));
    }

    @Test
    void twoThatStandAtTheHighestLevelBearItOut() {
        var a = course("a", "crack", from(0, Level.RED));
        var b = course("b", "displacement", from(5, Level.ORANGE));

        assertThat(told(null, a, b)).containsExactly(new Spell("fused", Level.RED, minute(5), minute(5), null, true));
    }

    @Test
    void twoBehindOneGatewayAreOne() {
        var a = new Course("a", "gate", null, "crack", List.of(from(0, Level.RED)));
        var b = new Course("b", "gate", null, "displacement", List.of(from(5, Level.RED)));

        assertThat(told(null, a, b)).isEmpty();
    }

    @Test
    void twoStationsInFlowOrderAreADebrisFlow() {
        var high = course("high", "mud.level", from(0, Level.YELLOW), from(5, null));
        var low = course("low", "mud.level", from(2, Level.YELLOW), from(7, null));

        assertThat(told(GULLY, high, low)).singleElement().satisfies(spell -> {
            assertThat(spell.rule()).isEqualTo("debris-flow");
            assertThat(spell.level()).isEqualTo(Level.RED);
            assertThat(spell.from()).isEqualTo(minute(2));
            assertThat(spell.corroborated()).isTrue();
            assertThat(spell.to()).isNotNull();
        });
        assertThat(told(GULLY, high)).as("one station is no flow").isEmpty();
    }

    @Test
    void aWalkerIsNoFlow() {
        var high = course("high", "mud.level", from(0, Level.YELLOW), from(1, null));
        var low = course("low", "mud.level", from(20, Level.YELLOW), from(21, null));

        assertThat(told(GULLY, high, low)).isEmpty();
    }
}
