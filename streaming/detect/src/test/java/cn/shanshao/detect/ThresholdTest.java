package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdTest {
    @Test
    void climbsTheLadderAndComesDownAgainInOneEpisode() {
        var gauge = Gauge.plain()
                .at(0, 1)
                .at(60, 6)
                .at(120, 12)
                .at(180, 35)
                .at(240, 55)
                .at(300, 12)
                .at(360, 1);

        assertThat(gauge.words())
                .containsExactly(
                        "raised blue",
                        "escalated yellow",
                        "escalated orange",
                        "escalated red",
                        "eased yellow",
                        "cleared");
        assertThat(gauge.ids()).hasSize(1);
        assertThat(gauge.said.get(5).episode().highest()).isEqualTo(Level.RED);
    }

    @Test
    void jumpsStraightToTheHighestLevel() {
        assertThat(Gauge.plain().at(0, 60).words()).containsExactly("raised red");
    }

    @Test
    void saysNothingWhileItRestsOnALevel() {
        assertThat(Gauge.plain().at(0, 12).at(60, 13).at(120, 14).words()).containsExactly("raised yellow");
    }

    @Test
    void opensAnotherEpisodeAfterOneHasEnded() {
        var gauge = Gauge.plain().at(0, 12).at(60, 1).at(120, 12);

        assertThat(gauge.words()).containsExactly("raised yellow", "cleared", "raised yellow");
        assertThat(gauge.ids()).hasSize(2);
    }

    @Test
    void theSameOpeningGivesTheSameIdEverywhere() {
        assertThat(Gauge.plain().at(60, 12).ids())
                .isEqualTo(Gauge.plain().at(0, 1).at(60, 12).ids());
        assertThat(Gauge.plain().at(60, 12).ids())
                .isNotEqualTo(Gauge.plain().at(61, 12).ids());
    }

    @Test
    void aLevelHoldsOnlyAfterItsOnDelay() {
        var gauge = new Gauge(Gauge.config(120, 0, 0, Map.of())).at(0, 12).at(60, 12);
        assertThat(gauge.words()).isEmpty();

        gauge.at(120, 12);
        assertThat(gauge.words()).containsExactly("raised yellow");
        assertThat(gauge.said.get(0).episode().since()).isEqualTo(Gauge.START);
    }

    @Test
    void aSpikeShorterThanTheOnDelayIsForgotten() {
        var gauge = new Gauge(Gauge.config(120, 0, 0, Map.of()))
                .at(0, 12)
                .at(60, 1)
                .at(150, 12)
                .at(240, 1);
        assertThat(gauge.words()).isEmpty();
    }

    @Test
    void aLevelFallsOnlyAfterItsOffDelay() {
        var gauge = new Gauge(Gauge.config(0, 120, 0, Map.of()))
                .at(0, 12)
                .at(60, 1)
                .at(120, 12)
                .at(180, 1);
        assertThat(gauge.words()).containsExactly("raised yellow");

        gauge.at(300, 1);
        assertThat(gauge.words()).containsExactly("raised yellow", "cleared");
    }

    @Test
    void flutterInsideTheDeadbandChangesNothing() {
        var gauge =
                new Gauge(Gauge.config(0, 0, 1, Map.of())).at(0, 10).at(60, 9.1).at(120, 10.2);
        assertThat(gauge.words()).containsExactly("raised yellow");

        gauge.at(180, 8.9);
        assertThat(gauge.words()).containsExactly("raised yellow", "eased blue");
    }

    @Test
    void comparesTheSizeWhenToldSo() {
        assertThat(Gauge.plain().at(0, -55).words()).isEmpty();
        assertThat(new Gauge(Gauge.config(0, 0, 0, Map.of("absolute", 1.0)))
                        .at(0, -55)
                        .words())
                .containsExactly("raised red");
    }

    @Test
    void alarmsBelowWhenToldSo() {
        var gauge = new Gauge(Gauge.config(0, 0, 1, Map.of("below", 1.0)))
                .at(0, 60)
                .at(60, 29)
                .at(120, 4)
                .at(180, 30.5)
                .at(240, 70);
        assertThat(gauge.words()).containsExactly("raised yellow", "escalated red", "eased yellow", "cleared");
    }

    @Test
    void outOfSeasonItCountsNothing() {
        var july = List.of(7);
        var march = List.of(3);
        assertThat(new Gauge(Gauge.config(1, 0, 0, 0, Map.of(), july)).at(0, 60).words())
                .containsExactly("raised red");
        assertThat(new Gauge(Gauge.config(1, 0, 0, 0, Map.of(), march))
                        .at(0, 60)
                        .words())
                .isEmpty();
    }

    @Test
    void whenReadingsStopTheTickLetsTheDelayRunOut() {
        var gauge = new Gauge(Gauge.config(60, 0, 0, Map.of())).at(0, 12).tick(59);
        assertThat(gauge.words()).isEmpty();
        assertThat(gauge.channel().due(gauge.rules())).isEqualTo(Gauge.START + 60_000);

        gauge.tick(60);
        assertThat(gauge.words()).containsExactly("raised yellow");
        assertThat(gauge.channel().due(gauge.rules())).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aReadingThatShowsTheTickWrongWithdrawsWhatItSaid() {
        var gauge =
                new Gauge(Gauge.config(60, 0, 0, Map.of())).at(0, 12).tick(60).at(30, 1);

        assertThat(gauge.words()).containsExactly("raised yellow", "cleared");
        assertThat(gauge.outcomes()).isEmpty();
    }

    @Test
    void anOldRecordOpensNoEpisode() {
        var gauge = Gauge.plain().at(0, 55, false).at(60, 60, false);
        assertThat(gauge.words()).isEmpty();

        gauge.at(120, 60, true);
        assertThat(gauge.words()).containsExactly("raised red");
    }

    @Test
    void anEpisodeSurvivesANewVersionOfTheRule() {
        var gauge = Gauge.plain().at(0, 12).renew(Gauge.config(2, 0, 0, 0, Map.of(), null));
        gauge.at(60, 13).at(120, 35);

        assertThat(gauge.words()).containsExactly("raised yellow", "escalated orange");
        assertThat(gauge.ids()).hasSize(1);
    }

    @Test
    void anEpisodeGoesOnAfterARestart() {
        var gauge = Gauge.plain().at(0, 12).restart().at(60, 55).restart().at(120, 1);

        assertThat(gauge.words()).containsExactly("raised yellow", "escalated red", "cleared");
        assertThat(gauge.ids()).hasSize(1);
    }

    @Test
    void aRuleThatIsGoneEndsItsEpisode() {
        assertThat(Gauge.plain().at(0, 12).drop().words()).containsExactly("raised yellow", "cleared");
    }

    @Test
    void anAdoptedEpisodeIsConfirmedUnderItsIdByTheNextReading() {
        var gauge = Gauge.plain();
        gauge.channel().adopt("crack-rule", "known-id", 77, AlertState.ESCALATED, orange());
        gauge.at(60, 35);

        assertThat(gauge.words()).containsExactly("escalated orange");
        assertThat(gauge.ids()).containsExactly("known-id");
        assertThat(gauge.said.get(0).floor()).isEqualTo(77);
        assertThat(gauge.said.get(0).episode().since()).isEqualTo(Gauge.START);
    }

    @Test
    void anAdoptedEpisodeIsClearedWhenTheNextReadingIsNormal() {
        var gauge = Gauge.plain();
        gauge.channel().adopt("crack-rule", "known-id", 77, AlertState.RAISED, orange());
        gauge.at(60, 1);

        assertThat(gauge.words()).containsExactly("cleared");
        assertThat(gauge.ids()).containsExactly("known-id");
    }

    @Test
    void whatTheJobKnowsAlreadyIsNotAdoptedOverIt() {
        var gauge = Gauge.plain().at(0, 35);
        var own = gauge.ids().get(0);
        gauge.channel().adopt("crack-rule", own, 5, AlertState.RAISED, orange());
        gauge.at(60, 55);

        assertThat(gauge.words()).containsExactly("raised orange", "escalated red");
        assertThat(gauge.ids()).containsExactly(own);
        assertThat(gauge.said.get(1).floor()).isEqualTo(5);
    }

    private static Episode orange() {
        return new Episode(
                Gauge.START,
                Gauge.START,
                Level.ORANGE,
                Level.ORANGE,
                Long.MAX_VALUE,
                new Sample(Gauge.START, 33, true, Flag.PASS));
    }
}
