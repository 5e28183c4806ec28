package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Voice;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Evidence;
import cn.shanshao.ingest.wire.PointState;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.flow.Finding;
import cn.shanshao.streaming.flow.Leap;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.PointNews.Sign;
import cn.shanshao.streaming.flow.SirenCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides for one point whether alerts bear each other out, and which standing order they meet; numbers them, and sets
 * off the sirens of the order. What they say together is fused after each of them.
 */
final class PointDesk {
    private static final Logger log = LoggerFactory.getLogger(PointDesk.class);

    /** So many episodes of one point are remembered; more are published one by one, and agree with nobody. */
    static final int MOST_OPEN = 1_000;

    /** So many observations does an alert name. */
    static final int MOST_EVIDENCE = 10;

    private final Book book;
    private final PointTable table;
    private final Hearing hearing;
    private final Sirens sirens;
    private final Debts debts;
    private final Leaps leaps;
    private final Fusing fusing;
    private Set<String> silent;

    /**
     * @param out takes alerts
     * @param calls takes what is asked of sirens
     */
    PointDesk(
            Book book, String key, PointMemory memory, Instant now, Consumer<Outgoing> out, Consumer<SirenCall> calls) {
        this.book = book;
        table = new PointTable(book, key, memory, now, out, calls);
        hearing = new Hearing(table);
        sirens = new Sirens(table);
        debts = new Debts(table, sirens);
        leaps = new Leaps(table, hearing);
        fusing = new Fusing(table, hearing, sirens, debts, leaps);
        silent = hearing.silent();
    }

    PointMemory memory() {
        return table.memory();
    }

    /** Publishes a finding, and again those of its neighbours for which it makes a difference. */
    void take(Finding finding) {
        settle(taken(finding));
    }

    /** @return whether what was said before has been put right */
    private boolean taken(Finding finding) {
        var alert = finding.alert();
        var before = before(alert);
        hearing.hear(alert.deviceId(), alert.at().toEpochMilli());
        var isSame = isSameSilence();
        if (alert.state() == AlertState.CLEARED) {
            table.publish(alert, false, null, own(alert).toList());
            table.open.remove(alert.id());
            isSame &= !leaps.pair();
            end(finding, before, debts.of(alert));
        } else {
            isSame &= put(finding, before);
        }
        isSame &= isSameSilence(); // what is told may be that a channel is mute
        fusing.note(finding);
        review(alert.id(), finding.voice(), !isSame);
        return isAmended(finding, before);
    }

    /**
     * Its sirens stop with it, unless somebody has ended it: then they sound on with the point.
     *
     * @param owed the episode as it was when the state was lost; {@code null} where it has been found again
     */
    private void end(Finding finding, @Nullable OpenAlert before, @Nullable Alert owed) {
        var sounding = new ArrayList<>(before == null ? List.<String>of() : before.sirens());
        sounding.addAll(owed == null ? List.of() : sirens.of(owed));
        var all = sounding.stream().distinct().toList();
        var known = before == null ? null : before.sounded();
        var sounded = known == null && owed != null ? owed.level() : known;
        if (!isActOfSomebody(finding) || !fusing.takeOver(all, sounded)) {
            sirens.silence(all, finding.alert());
        }
    }

    /** Not the slope has come to rest: readings were masked, the device is out of service, the rule is no more. */
    private boolean isActOfSomebody(Finding finding) {
        var device = book.device(String.valueOf(finding.alert().deviceId()));
        return finding.corrected()
                || device == null
                || !device.device().inService(table.now)
                || book.rule(device, finding.alert().ruleId()) == null;
    }

    private boolean isSameSilence() {
        var before = silent;
        silent = hearing.silent();
        return silent.equals(before);
    }

    /** Late readings have put it right. What somebody corrects was said all the same, and is let down slowly. */
    private static boolean isAmended(Finding finding, @Nullable OpenAlert before) {
        if (finding.corrected()) {
            return false;
        }
        var voice = finding.voice();
        var was = before == null ? null : before.voice();
        return finding.alert().state() == AlertState.CLEARED
                        && finding.alert().highest() == null
                        && !finding.alert().kind().isEquipment()
                || voice != null && was != null && voice.opened() != was.opened();
    }

    /** @return whether it leaves it open as before which leaps are borne out */
    private boolean put(Finding finding, @Nullable OpenAlert before) {
        var alert = finding.alert();
        var open = debts.takeOver(
                before == null
                        ? new OpenAlert(alert, finding.voice(), null, List.of())
                        : new OpenAlert(alert, finding.voice(), before.sounded(), before.sirens()));
        if (before == null && table.open.size() >= MOST_OPEN) {
            log.warn("more than {} open episodes at {}: {} is published by itself", MOST_OPEN, table.key, alert.id());
            table.publish(alert, false, null, own(alert).toList());
            return true;
        }
        table.open.put(alert.id(), open);
        var isPaired = leaps.pair();
        publish(open);
        return !isPaired;
    }

    /**
     * What is known of the episode so far, which is one for each rule and target: it goes on under another id, for the
     * command centre's has come to hold.
     */
    private @Nullable OpenAlert before(Alert alert) {
        var known = table.open.get(alert.id());
        if (known != null || alert.state() == AlertState.CLEARED) {
            return known;
        }
        for (var open : table.open.values()) {
            if (open.alert().target().equals(alert.target())
                    && open.alert().ruleId().equals(alert.ruleId())) {
                table.open.remove(open.alert().id());
                fusing.rename(open.alert().id(), alert.id());
                return open;
            }
        }
        return null;
    }

    private void forget(OpenAlert open) {
        table.open.remove(open.alert().id());
        fusing.forget(open.alert().id());
    }

    /** A device of the point speaks: others may have been silent for too long meanwhile. */
    void hear(Sign sign) {
        hearing.hear(sign.device(), sign.at());
        if (!isSameSilence()) {
            review("", null, true);
        }
        if (!table.fused.isEmpty()) {
            fusing.settle(false);
        }
    }

    /** A device may have leapt, or is in doubt no more. */
    void take(Leap leap) {
        hearing.hear(leap.device(), leap.at());
        var isDisproved = leaps.take(leap);
        var isSame = isSameSilence();
        if (leaps.pair() || !isSame || isDisproved) {
            review("", null, true);
        }
        settle(isDisproved);
    }

    /** Takes over an episode that the command centre holds: the point's own, or one that has set off sirens. */
    void adopt(Alert open) {
        var id = open.deviceId() == null ? fusing.adopt(open) : open.id();
        debts.note(open, id);
    }

    /** The configuration has changed: devices may be gone or moved, standing orders new. */
    void review() {
        var isAmended = false;
        for (var open : List.copyOf(table.open.values())) {
            var device = open.alert().deviceId() == null
                    ? null
                    : book.device(open.alert().deviceId());
            if (device == null) {
                isAmended |= taken(new Finding(Alerts.over(open.alert(), table.now), null));
            } else if (!Objects.equals(device.device().pointId(), open.alert().pointId())) {
                // its word goes to the new point
                forget(open);
                if (!fusing.takeOver(open.sirens(), open.sounded())) {
                    sirens.silence(open.sirens(), open.alert());
                }
            }
        }
        silent = hearing.silent();
        leaps.keepOnlyWhatCounts();
        leaps.pair();
        review("", null, true);
        fusing.endWithPoint();
        settle(isAmended);
    }

    /** Time has passed. */
    void tick() {
        settle(false);
    }

    private void settle(boolean isAmended) {
        fusing.settle(isAmended);
        debts.settle();
    }

    /** The point is not calm: time will change something. */
    boolean isWaiting() {
        return !table.fused.isEmpty() || !table.owed.isEmpty() || !table.fronts.isEmpty();
    }

    /** When {@link #tick} is worth while, in processing time; {@link Long#MAX_VALUE} for never. */
    long due() {
        return Math.min(debts.due(), fusing.due());
    }

    /**
     * Publishes again whoever is borne out now and was not before, or was and is not. One word changes nothing between two
     * others, so that not all of them need be asked.
     *
     * @param said by the one that has changed; {@code null} when it says nothing any more
     * @param all more than one word has changed
     */
    private void review(String except, @Nullable Voice said, boolean all) {
        for (var open : List.copyOf(table.open.values())) {
            var alert = open.alert();
            var isBorneOut = said != null && agree(open, table.open.get(except))
                    || (all || alert.corroborated())
                            && supporters(open).findAny().isPresent();
            var isChanged = alert.corroborated() != isBorneOut
                    || !Objects.equals(alert.standingOrder(), sirens.order(alert, isBorneOut ? alert.level() : null));
            if (!alert.id().equals(except) && isChanged) {
                publish(open);
            }
        }
    }

    private void publish(OpenAlert open) {
        var supporters = supporters(open)
                .sorted(Comparator.comparing(
                                (OpenAlert other) -> other.alert().level(),
                                Comparator.nullsFirst(Comparator.naturalOrder()))
                        .reversed()
                        .thenComparing(other -> other.alert().id()))
                .limit(MOST_EVIDENCE)
                .toList();
        var evidence = new ArrayList<>(own(open.alert()).map(leaps::explained).toList());
        supporters.stream()
                .flatMap(other -> own(other.alert()))
                .map(leaps::explained)
                .limit(MOST_EVIDENCE - 1)
                .forEach(evidence::add);
        var sure = supporters.isEmpty() ? null : open.alert().level();
        var order = sirens.order(open.alert(), sure);
        var published = table.publish(open.alert(), !supporters.isEmpty(), order, evidence);
        table.open.put(published.id(), sirens.sound(open.with(published), sure));
    }

    /** What the alert itself stands on, without what others have lent to it. */
    static Stream<Evidence> own(Alert alert) {
        return alert.evidence().stream().filter(one -> one.deviceId().equals(alert.deviceId()));
    }

    private Stream<OpenAlert> supporters(OpenAlert open) {
        return table.open.values().stream().filter(other -> agree(open, other));
    }

    private boolean agree(OpenAlert open, @Nullable OpenAlert other) {
        var voice = leaps.voice(open);
        var others = other == null ? null : leaps.voice(other);
        return other != null
                && voice != null
                && others != null
                && other.alert().realm() == open.alert().realm()
                && voice.isBorneOutBy(others)
                && leaps.isFresh(open, silent)
                && leaps.isFresh(other, silent);
    }

    /** The state of the point as a whole; blindness is told by the roll call. */
    PointState state() {
        return fusing.state();
    }
}
