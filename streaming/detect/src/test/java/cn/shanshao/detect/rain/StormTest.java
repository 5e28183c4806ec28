package cn.shanshao.detect.rain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StormTest {
    private static final long JULY = Instant.parse("2026-07-01T00:00:00Z").toEpochMilli();
    private static final long JANUARY = Instant.parse("2026-01-10T00:00:00Z").toEpochMilli();

    private Storm storm = new Storm(Separation.SEATTLE, false);
    private long at = JULY;

    private void hours(double... mm) {
        for (var one : mm) {
            storm.take(new Fall(at, at + RainRecord.HOUR, one, Fall.Kind.MEASURED));
            at += RainRecord.HOUR;
        }
    }

    private void dry(int hours) {
        hours(new double[hours]);
    }

    @Test
    void aStormLastsOverShortBreaks() {
        hours(0, 0, 0, 4, 0, 0, 2);
        assertThat(storm.hours()).isEqualTo(4);
        assertThat(storm.mm()).isEqualTo(6);
        assertThat(storm.known()).isEqualTo(1);
    }

    @Test
    void threeDryHoursEndIt() {
        hours(0, 0, 0, 4, 0, 0, 0);
        assertThat(storm.isRaining()).isFalse();
        assertThat(storm.mm()).isZero();
        hours(1);
        assertThat(storm.hours()).isEqualTo(1);
    }

    @Test
    void inWinterItTakesLonger() {
        storm = new Storm(Separation.SEASONAL, false);
        dry(48);
        hours(5);
        dry(48);
        assertThat(storm.isRaining()).isFalse();

        at = JANUARY;
        storm = new Storm(Separation.SEASONAL, false);
        dry(96);
        hours(5);
        dry(48);
        assertThat(storm.isRaining()).isTrue();
        dry(48);
        assertThat(storm.isRaining()).isFalse();
    }

    @Test
    void aStormThatMayHaveBegunBeforeIsNotKnown() {
        hours(4, 5);
        assertThat(storm.mm()).isEqualTo(9);
        assertThat(storm.known()).isZero();
    }

    @Test
    void timeThatNobodySawEndsNoStorm() {
        hours(0, 0, 0, 4);
        at += 5 * RainRecord.HOUR;
        hours(0, 0);
        assertThat(storm.isRaining()).isTrue();
        assertThat(storm.hours()).isEqualTo(8);
        assertThat(storm.known()).isEqualTo(3.0 / 8);
        hours(0);
        assertThat(storm.isRaining()).isFalse();
        assertThat(storm.known()).isEqualTo(1);
    }

    @Test
    void afterTimeThatNobodySawItMayBeRaining() {
        hours(0, 0, 0);
        assertThat(storm.known()).isEqualTo(1);
        at += 5 * RainRecord.HOUR;
        hours(0);
        assertThat(storm.known()).isZero();
    }

    @Test
    void whereMissingIsZeroItIsDry() {
        storm = new Storm(Separation.SEATTLE, true);
        hours(4);
        assertThat(storm.known()).isEqualTo(1);
        at += 5 * RainRecord.HOUR;
        hours(1);
        assertThat(storm.hours()).isEqualTo(1);
    }
}
