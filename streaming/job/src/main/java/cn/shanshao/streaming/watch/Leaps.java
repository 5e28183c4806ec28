package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Voice;
import cn.shanshao.detect.fusion.Held;
import cn.shanshao.detect.fusion.Statement;
import cn.shanshao.ingest.wire.Evidence;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.streaming.flow.Leap;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The leaps at one point that no further reading has confirmed. Two of independent instruments at one time bear each other
 * out, and so does an instrument without doubt: they count at the level that they would have had. One alone counts for
 * nothing here; what its own rule says of it in doubt stands beside.
 */
final class Leaps {
    private static final List<Level> GRAVEST_FIRST = List.of(Level.RED, Level.ORANGE, Level.YELLOW, Level.BLUE);

    private final PointTable table;
    private final Hearing hearing;

    Leaps(PointTable table, Hearing hearing) {
        this.table = table;
        this.hearing = hearing;
    }

    /**
     * @return whether what counted has been disproved
     */
    boolean take(Leap leap) {
        var known = table.leaps.get(leap.key());
        var device = table.book.device(leap.device());
        var point = table.point();
        if (leap.voice() == null) {
            table.leaps.remove(leap.key());
            return leap.disproved() && known != null && known.level() != null;
        }
        if (device != null
                && point != null
                && device.realm() == point.realm()
                && (known != null || table.leaps.size() < PointDesk.MOST_OPEN)) {
            table.leaps.put(leap.key(), known == null ? Suspect.alone(leap) : known.again(leap));
            forgetOlderThan(leap);
        }
        return false;
    }

    /** Those that stand alone, and for whom nobody can come any more. */
    private void forgetOlderThan(Leap newest) {
        table.leaps
                .values()
                .removeIf(one -> one.level() == null && newest.at() - one.leap().at() > window(one.leap(), newest));
    }

    private static long window(Leap one, Leap other) {
        return Math.max(one.window(), other.window());
    }

    /** Those of devices that are gone, elsewhere or out of service say nothing any more. */
    void keepOnlyWhatCounts() {
        table.leaps.values().removeIf(one -> {
            var device = table.book.device(one.leap().device());
            return device == null
                    || !table.key.equals(device.device().pointId())
                    || !device.device().inService(table.now);
        });
    }

    /**
     * Looks again who bears whom out.
     *
     * @return whether anything has changed
     */
    boolean pair() {
        var before = List.copyOf(table.leaps.values());
        table.leaps.replaceAll((key, one) -> paired(one));
        return !before.equals(List.copyOf(table.leaps.values()));
    }

    private Suspect paired(Suspect one) {
        var voice = Objects.requireNonNull(one.leap().voice());
        for (var level : GRAVEST_FIRST) {
            var by = voice.level().atLeast(level) ? supporter(one.leap(), voice.at(level)) : null;
            if (by != null) {
                return new Suspect(one.leap(), level, by, one.level() == null ? hearing.clock() : one.since());
            }
        }
        return Suspect.alone(one.leap());
    }

    private @Nullable String supporter(Leap leap, Voice voice) {
        var leapt = table.leaps.values().stream()
                .map(Suspect::leap)
                .filter(other -> Math.abs(other.at() - leap.at()) <= window(leap, other))
                .map(other -> Objects.requireNonNull(other.voice()));
        var sure = table.open.values().stream()
                .filter(open -> open.voice() != null
                        && Math.abs(open.alert().since().toEpochMilli() - leap.at()) <= leap.window())
                .map(open -> Objects.requireNonNull(open.voice()));
        return Stream.concat(leapt, sure)
                .filter(voice::isBorneOutBy)
                .map(Voice::device)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Those that count, in the order of their channels. */
    List<Suspect> believed() {
        return table.leaps.values().stream().filter(one -> one.level() != null).toList();
    }

    private @Nullable Suspect believed(String device, @Nullable String quantity) {
        var one = table.leaps.get(device + '~' + quantity);
        return one == null || one.level() == null ? null : one;
    }

    /** What an open episode says to the others: without doubt, where its doubtful reading is borne out. */
    @Nullable
    Voice voice(OpenAlert open) {
        var voice = open.voice();
        var one = voice == null || voice.clean()
                ? null
                : believed(voice.device(), open.alert().quantity());
        return voice != null
                        && one != null
                        && Objects.requireNonNull(one.level()).atLeast(voice.level())
                        && open.alert().at().toEpochMilli() >= one.leap().at()
                ? voice.cleared()
                : voice;
    }

    /**
     * Whether it may bear others out: its device is heard as it should be, or it leapt with another one a while ago, and
     * may well be torn off.
     */
    boolean isFresh(OpenAlert open, Set<String> silent) {
        var device = String.valueOf(open.alert().deviceId());
        var one = believed(device, open.alert().quantity());
        return !silent.contains(device)
                        && !silent.contains(device + '~' + open.alert().quantity())
                || one != null && isRecent(one);
    }

    private boolean isRecent(Suspect one) {
        return hearing.clock() - one.since() <= Held.TIME;
    }

    Stream<Statement> statements(Set<String> silent) {
        return believed().stream()
                .map(one -> new Statement(
                        one.leap().key(),
                        Objects.requireNonNull(one.leap().voice()).at(Objects.requireNonNull(one.level())),
                        one.leap().at(),
                        !silent.contains(one.leap().device()) || isRecent(one)));
    }

    Stream<Evidence> evidence() {
        return believed().stream()
                .map(one -> explained(Objects.requireNonNull(one.leap().evidence())));
    }

    /** Says of a leap who bears it out; other evidence as it is. */
    Evidence explained(Evidence evidence) {
        var one = believed(evidence.deviceId(), evidence.quantity());
        if (one == null || evidence.at().toEpochMilli() < one.leap().at()) {
            return evidence;
        }
        var end = evidence.why().indexOf(" · ");
        var place = end < 0 ? evidence.why().length() : end;
        var why = evidence.why().substring(0, place)
                + ", leap borne out by " + one.by()
                + evidence.why().substring(place);
        return new Evidence(evidence.deviceId(), evidence.quantity(), evidence.value(), evidence.at(), why);
    }

    /** When one ceases to bear others out by itself, by the clock of the point. */
    long due() {
        return believed().stream()
                .mapToLong(one -> one.since() + Held.TIME + 1)
                .filter(at -> at > hearing.clock())
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
