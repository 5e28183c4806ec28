package cn.shanshao.center.notification;

import cn.shanshao.ingest.wire.Level;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are called who do not answer.
 *
 * @param area where everybody in an area is told of a notice, by cell broadcast or rural loudspeakers; off without a url
 * @param help after this long without that anybody has taken a cry for help on the next officer is called, and then the one
 *     after
 * @param officer how officers are rung: who are to take on a warning or a cry for help, to sign, or to take over
 * @param ladder how long each step of the calling ladder takes, and by when somebody must have answered, for each level
 */
@ConfigurationProperties("shanshao.notification")
record NotificationSettings(
        @DefaultValue Paces ladder,
        @DefaultValue("1m") Duration help,
        @DefaultValue Officer officer,
        @DefaultValue Area area) {
    NotificationSettings {
        if (help.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("shanshao.notification.help must be 1s or more, was %s".formatted(help));
        }
    }

    /**
     * How an officer is rung.
     *
     * @param call how long after the short message the telephone rings
     * @param next how long an answer of one who may sign, or is rung for households to which nobody goes, is waited for before the next one is rung
     * @param patience after which one who was rung is not waited for any more
     */
    record Officer(
            @DefaultValue("1m") Duration call,
            @DefaultValue("3m") Duration next,
            @DefaultValue("15m") Duration patience)
            implements Pace {
        Officer {
            check(call, patience);
            if (next.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException(
                        "shanshao.notification.officer: next must be 1s or more, was " + next);
            }
        }

        @Override
        public Duration step() {
            return call;
        }

        @Override
        public Duration deadline() {
            return patience;
        }
    }

    /**
     * A platform for area broadcasts; the contract stands in docs/contract.md.
     *
     * @param url where messages are handed over; absent: nowhere
     * @param secret by which they are signed; better a placeholder for a variable of the environment
     */
    record Area(@Nullable URI url, @DefaultValue("") String secret) {
        Area {
            if (url != null && secret.length() < SHORTEST_SECRET) {
                throw new IllegalArgumentException(
                        "shanshao.notification.area: secret must have %d characters or more, had %d"
                                .formatted(SHORTEST_SECRET, secret.length()));
            }
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Area[%s]".formatted(url);
        }
    }

    /** One for each level. */
    record Paces(
            @DefaultValue Red red,
            @DefaultValue Orange orange,
            @DefaultValue Calm yellow,
            @DefaultValue Calm blue) {}

    /** How fast it is climbed. */
    interface Pace {
        Duration step();

        Duration deadline();
    }

    /**
     * @param step how long an answer is waited for before the next is tried
     * @param deadline after the notice, when nobody is asked any more and the household stands as unreached
     */
    record Red(
            @DefaultValue("1m") Duration step,
            @DefaultValue("15m") Duration deadline) implements Pace {
        Red {
            check(step, deadline);
        }
    }

    /** As of red. */
    record Orange(
            @DefaultValue("3m") Duration step,
            @DefaultValue("45m") Duration deadline) implements Pace {
        Orange {
            check(step, deadline);
        }
    }

    /** As of red. */
    record Calm(
            @DefaultValue("10m") Duration step,
            @DefaultValue("2h") Duration deadline) implements Pace {
        Calm {
            check(step, deadline);
        }
    }

    private static final int SHORTEST_SECRET = 16;

    private static void check(Duration step, Duration deadline) {
        if (step.compareTo(Duration.ofSeconds(1)) < 0 || deadline.compareTo(step) <= 0) {
            throw new IllegalArgumentException(
                    "shanshao.notification: a step must be 1s or more, and deadline longer than it, were %s and %s"
                            .formatted(step, deadline));
        }
    }

    /** Officers are rung alike whatever it is about, for the next one is due soon; villagers the faster the graver it is. */
    Pace pace(boolean isOfficer, Level level) {
        if (isOfficer) {
            return officer;
        }
        return switch (level) {
            case RED -> ladder.red();
            case ORANGE -> ladder.orange();
            case YELLOW -> ladder.yellow();
            case BLUE -> ladder.blue();
        };
    }
}
