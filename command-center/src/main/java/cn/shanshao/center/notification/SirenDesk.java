package cn.shanshao.center.notification;

import cn.shanshao.center.OneLine;
import cn.shanshao.center.Problem;
import cn.shanshao.center.monitoring.Sirens;
import cn.shanshao.center.notification.SirenRows.Waiting;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.warning.Notice;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has the sirens of a point sound and its loudspeakers speak when a notice calls people out, and stops them when it is
 * lifted. What is to be commanded is written with the notice; it is given once that is stored, so that nothing ever sounds
 * for a notice that does not stand. Nothing is held while the broker is waited for, or who signs would wait too. Under a standing order the job has sounded the sirens already. A device of another
 * realm than the notice is passed by here, and refused by the desk that gives commands.
 */
@Component
class SirenDesk {
    /** A siren that begins to sound late for a call to flee may send people back into danger. */
    private static final Duration LIFE = Duration.ofMinutes(5);
    /** To stop one is never late. */
    private static final Duration STOP_LIFE = Duration.ofHours(1);

    /** Until what could not be given is given again. */
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** Longer than it takes to give one: what is claimed for longer was left by a crash. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private static final Set<HttpStatus> TRANSIENT =
            Set.of(HttpStatus.SERVICE_UNAVAILABLE, HttpStatus.TOO_MANY_REQUESTS);

    private static final Set<Purpose> CALLS = Set.of(Purpose.ISSUE, Purpose.UPGRADE);
    private static final int LONGEST_TEXT = 500;
    private static final String WHO = "notice";
    private static final Logger log = LoggerFactory.getLogger(SirenDesk.class);

    private final SirenRows rows;
    private final Sirens sirens;
    private final Registry registry;
    private final RollCall rollCall;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SirenDesk(
            SirenRows rows,
            Sirens sirens,
            Registry registry,
            RollCall rollCall,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.sirens = sirens;
        this.registry = registry;
        this.rollCall = rollCall;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Writes what is to be commanded. Needs the transaction of the notice.
     *
     * @param holds the gravest level that people have been told with this notice; {@code null} where nothing holds. What
     *     tells others less changes nothing where more was told, nor does a correction of the one act where more holds by the
     *     other
     */
    void plan(Turn turn, @Nullable Level holds) {
        var notice = turn.notice();
        var level = notice.level();
        if ((!notice.eases() || notice.purpose() == Purpose.CORRECT)
                && level != null
                && holds != null
                && level.compareTo(holds) < 0) {
            return;
        }
        rows.supersede(notice.warningId(), turn.number(), clock.instant());
        for (var device : registry.devicesOf(notice.pointId())) {
            if (device.realm() != notice.realm() || device.state() == DeviceState.RETIRED) {
                continue;
            }
            if (device.isSiren()) {
                planSiren(turn, device);
            } else if (device.isLoudspeaker() && notice.purpose() != Purpose.UNVERIFIED) {
                add(turn, device, "broadcast", null, spoken(notice), LIFE);
            }
        }
    }

    private void planSiren(Turn turn, Device device) {
        var notice = turn.notice();
        var level = notice.level();
        var isLoud = level != null && level.atLeast(Level.ORANGE);
        if (isLoud && CALLS.contains(notice.purpose()) && notice.standingOrder() == null) {
            add(turn, device, "siren", level, null, LIFE);
        } else if (!isLoud && notice.purpose() != Purpose.ISSUE) {
            add(turn, device, "stop", null, null, STOP_LIFE);
        }
    }

    private static String spoken(Notice notice) {
        var text = notice.wordsFor("zh").text();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private void add(
            Turn turn, Device device, String action, @Nullable Level level, @Nullable String text, Duration life) {
        var notice = turn.notice();
        var now = clock.instant();
        rows.add(
                new Waiting(
                        notice.warningId(),
                        turn.number(),
                        device.id(),
                        action,
                        level,
                        text,
                        notice.realm(),
                        notice.division(),
                        now.plus(life)),
                now);
    }

    @Scheduled(fixedDelay = 500)
    void giveAll() {
        try {
            while (giveNext()) {
                log.debug("more sirens wait");
            }
        } catch (RuntimeException e) {
            log.warn("sirens cannot be commanded now: {}", OneLine.of(e));
        }
    }

    /**
     * Whether there was one, and the broker is there for the next. A crash between the command and its note here gives it a
     * second time, which changes nothing.
     */
    private boolean giveNext() {
        var now = clock.instant();
        var next = transaction.execute(status -> rows.claim(now, now.plus(CLAIM)));
        if (next == null) {
            return false;
        }
        try {
            var command = give(next);
            note(next, () -> rows.done(next, command, null, clock.instant()));
        } catch (Problem e) {
            var status = HttpStatus.valueOf(e.getStatusCode().value());
            var why = e.getBody().getDetail();
            note(next, () -> {
                if (TRANSIENT.contains(status)) {
                    rows.later(next, clock.instant().plus(PAUSE), why);
                } else {
                    rows.done(next, null, why, clock.instant());
                }
            });
            return status != HttpStatus.SERVICE_UNAVAILABLE;
        } catch (RuntimeException e) {
            log.warn("device {} cannot be commanded now, the others are: {}", next.deviceId(), OneLine.of(e));
            note(next, () -> rows.later(next, clock.instant().plus(PAUSE), "系统内部出错"));
        }
        return true;
    }

    private void note(Waiting one, Runnable words) {
        transaction.executeWithoutResult(status -> {
            words.run();
            rollCall.changed(one.warningId(), one.division());
        });
    }

    private String give(Waiting one) {
        var left = Duration.between(clock.instant(), one.expiresAt());
        if (left.isNegative() || left.isZero()) {
            throw Problem.conflict("it could not be commanded in time (超过时限)");
        }
        var device = registry.findDevice(one.deviceId()).orElseThrow(() -> Problem.notFound("device", one.deviceId()));
        var level = one.level();
        var text = one.text();
        if (one.action().equals("siren") && level != null) {
            return sirens.sound(device, level, one.realm(), left, WHO);
        }
        return one.action().equals("broadcast") && text != null
                ? sirens.speak(device, text, one.realm(), left, WHO)
                : sirens.stop(device, one.realm(), left, WHO);
    }
}
