package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginBrakeTest {
    private final Hand hand = new Hand();
    private final LoginBrake brake = new LoginBrake(
            hand,
            new IdentitySettings(
                    Duration.ofHours(1), Duration.ofDays(1), 3, 3, Duration.ofMinutes(1), Duration.ofMinutes(5)));

    /** A clock that stands until it is moved. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-07-01T00:00:00Z");

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

        void go(Duration span) {
            now = now.plus(span);
        }
    }

    private long waitOf(String user, String address) {
        try {
            brake.enter(user, address);
            return 0;
        } catch (Problem p) {
            assertThat(p.getStatusCode().value()).isEqualTo(429);
            return Long.parseLong(String.valueOf(p.getHeaders().getFirst("Retry-After")));
        }
    }

    @Test
    void theWaitDoublesWithEveryFailureFromOneAddress() {
        for (int i = 0; i < 3; i++) {
            brake.enter("user" + i, "10.0.0.1");
        }
        var first = waitOf("user9", "10.0.0.1");
        hand.go(Duration.ofSeconds(first));
        brake.enter("user10", "10.0.0.1");
        var second = waitOf("user11", "10.0.0.1");
        assertThat(second).isGreaterThan(first);
        assertThat(waitOf("user9", "10.0.0.2")).isZero();
    }

    @Test
    void aStrangerCannotKeepAUserOutForLong() {
        for (int i = 0; i < 200; i++) {
            waitOf("victim", "10.0.1." + i);
            hand.go(LoginBrake.LONGEST_OF_USER);
        }
        hand.go(LoginBrake.LONGEST_OF_USER.plusSeconds(1));
        assertThatCode(() -> brake.enter("victim", "192.168.1.1")).doesNotThrowAnyException();
    }

    @Test
    void aRightPasswordStartsTheUserAfresh() {
        for (int i = 0; i < 20; i++) {
            brake.enter("somebody", "10.0.0.3");
            brake.right("somebody", "10.0.0.3");
        }
        assertThat(waitOf("somebody", "10.0.0.3")).isZero();
    }

    @Test
    void oneOwnAccountDoesNotBuyMoreGuesses() {
        for (int i = 0; i < 3; i++) {
            waitOf("victim" + i, "10.0.0.4");
        }
        assertThatThrownBy(() -> brake.enter("own", "10.0.0.4")).isInstanceOf(Problem.class);
    }

    @Test
    void whomAnAdministratorUnlocksNeedNotWait() {
        for (int i = 0; i < 5; i++) {
            waitOf("locked", "10.0.2." + i);
        }
        assertThat(waitOf("locked", "10.0.2.9")).isPositive();
        brake.release("locked");
        assertThat(waitOf("locked", "10.0.2.10")).isZero();
    }
}
