package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing: failures of one user or from one address double the wait before the next try. A user's wait stays
 * short, so that a stranger cannot lock somebody out. Remembers the newest 10 000 names and addresses.
 */
@Component
class LoginBrake {
    private static final int REMEMBERED = 10_000;
    private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(30);
    static final Duration LONGEST_OF_USER = Duration.ofSeconds(30);
    static final Duration LONGEST_OF_ADDRESS = Duration.ofMinutes(15);

    private final Clock clock;
    private final int ofUser;
    private final int ofAddress;
    private final Map<String, Tries> tries = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > REMEMBERED;
        }
    };

    LoginBrake(Clock clock, IdentitySettings settings) {
        this.clock = clock;
        this.ofUser = settings.loginPatience();
        this.ofAddress = settings.addressPatience();
    }

    /**
     * Counts the try as failed before it is made, so that tries at the same moment count too.
     *
     * @throws Problem 429 with the seconds to wait
     */
    synchronized void enter(String username, String address) {
        var now = clock.instant();
        var user = tries.getOrDefault("u " + username, Tries.NONE).asOf(now);
        var place = tries.getOrDefault("a " + address, Tries.NONE).asOf(now);
        var until = user.until.isAfter(place.until) ? user.until : place.until;
        if (now.isBefore(until)) {
            throw Problem.tooMany(
                    "too many failed logins", Duration.between(now, until).toSeconds() + 1);
        }
        tries.put("u " + username, user.failed(now, ofUser, LONGEST_OF_USER));
        tries.put("a " + address, place.failed(now, ofAddress, LONGEST_OF_ADDRESS));
    }

    /** The try was right: the user starts afresh, the address gets this one back. */
    synchronized void right(String username, String address) {
        tries.remove("u " + username);
        tries.computeIfPresent("a " + address, (k, t) -> new Tries(t.count - 1, Instant.EPOCH, t.last));
    }

    /** An administrator unlocked the user, who need not wait any more. */
    synchronized void release(String username) {
        tries.remove("u " + username);
    }

    private record Tries(int count, Instant until, Instant last) {
        static final Tries NONE = new Tries(0, Instant.EPOCH, Instant.EPOCH);

        Tries asOf(Instant now) {
            return last.plus(FORGIVEN_AFTER).isBefore(now) ? NONE : this;
        }

        Tries failed(Instant now, int patience, Duration longest) {
            var over = count + 1 - patience;
            if (over < 0) {
                return new Tries(count + 1, Instant.EPOCH, now);
            }
            var wait = Math.min(longest.toSeconds(), 1L << Math.min(over, 20));
            return new Tries(count + 1, now.plusSeconds(wait), now);
        }
    }
}
