package cn.shanshao.center;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A clock that a test moves by hand, on top of the real one. */
public final class HandClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    /** Puts it in the place of the application's clock. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class Moved {
        @Bean
        @Primary
        HandClock handClock() {
            return new HandClock();
        }
    }

    public void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), ahead);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }
}
