package cn.shanshao.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Backoff FRESH = Backoff.between(Duration.ofMillis(200), Duration.ofSeconds(10));

    @Test
    void restsTwiceAsLongAfterEachFailureUpToTheLongest() {
        var wholes = new ArrayList<Long>();
        var backoff = FRESH;
        for (var i = 0; i < 8; i++) {
            backoff = backoff.failed();
            wholes.add(backoff.whole().toMillis());
        }
        assertThat(wholes).containsExactly(200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 10_000L, 10_000L);
    }

    @Test
    void aConnectionThatLivedOnIsASuccess() {
        var tired = FRESH.failed().failed().failed();
        assertThat(tired.after(Duration.ofMillis(10_001))).isEqualTo(FRESH);
        assertThat(tired.succeeded()).isEqualTo(FRESH);
    }

    @Test
    void aConnectionThatDiesSoonIsAFailure() {
        assertThat(FRESH.after(Duration.ZERO)).isEqualTo(FRESH.failed());
        assertThat(FRESH.failed().after(Duration.ofSeconds(10)))
                .isEqualTo(FRESH.failed().failed());
    }

    @Property
    void neverRestsLessThanHalfOrMoreThanTheWhole(
            @ForAll @LongRange(min = 1, max = 100_000) long first,
            @ForAll @LongRange(min = 0, max = 1_000_000) long more,
            @ForAll @IntRange(max = Integer.MAX_VALUE) int failures) {
        var backoff = new Backoff(Duration.ofMillis(first), Duration.ofMillis(first + more), failures);
        assertThat(backoff.whole()).isBetween(backoff.first(), backoff.longest());
        assertThat(backoff.rest().multipliedBy(2)).isGreaterThanOrEqualTo(backoff.whole());
        assertThat(backoff.rest()).isLessThanOrEqualTo(backoff.whole());
        assertThat(backoff.failed().whole()).isGreaterThanOrEqualTo(backoff.whole());
    }

    @Test
    void refusesToRestForNoTimeAtAll() {
        assertThatThrownBy(() -> Backoff.between(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Backoff.between(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
