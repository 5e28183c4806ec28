package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Voice;
import cn.shanshao.detect.debris.Gully;
import cn.shanshao.detect.fusion.Fusion;
import cn.shanshao.detect.fusion.Held;
import cn.shanshao.detect.fusion.Picture;
import cn.shanshao.detect.fusion.Statement;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig;
import cn.shanshao.ingest.wire.PointState;
import cn.shanshao.streaming.flow.Finding;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one state of all that is open at a point, and an episode of the point itself once independent instruments agree or
 * a debris flow is on its way. At a point with a flow path the stations and the rain are looked at as a gully, and its
 * other instruments as a slope.
 */
final class Fusing {
    /** The ids that stand in place of a rule's. */
    static final String SLOPE = "fused";

    static final String GULLY = "debris-flow";

    private final PointTable table;
    private final Hearing hearing;
    private final Sirens sirens;
    private final Debts debts;
    private final Leaps leaps;
    private final GullyWatch gully;

    Fusing(PointTable table, Hearing hearing, Sirens sirens, Debts debts, Leaps leaps) {
        this.debts = debts;
        this.leaps = leaps;
        this.table = table;
        this.hearing = hearing;
        this.sirens = sirens;
        gully = new GullyWatch(table, hearing);
    }

    /** A finding of one of the devices. */
    void note(Finding finding) {
        gully.note(finding);
    }

    /**
     * Sirens of an alert that somebody has ended, and not the slope, sound on with the episode of the point, until that
     * comes down from the level at which they were set off.
     *
     * @return whether there is such an episode
     */
    boolean takeOver(List<String> sounding, @Nullable Level sounded) {
        if (sounding.isEmpty() || sounded == null) {
            return false;
        }
        for (var entry : table.fused.entrySet()) {
            var open = entry.getValue().open();
            if (open != null
                    && open.alert().level() != null
                    && open.alert().level().atLeast(sounded)) {
                var level = open.sounded() != null && open.sounded().atLeast(sounded) ? open.sounded() : sounded;
                entry.setValue(entry.getValue().with(open.sounded(level, sounding)));
                return true;
            }
        }
        return false;
    }

    /** An episode of one of the devices goes on elsewhere. */
    void forget(String id) {
        gully.forget(id);
    }

    /** It goes on under another id. */
    void rename(String id, String other) {
        gully.rename(id, other);
    }

    /**
     * Looks at the point again, and tells what has changed.
     *
     * @param isAmended late readings have put right what was said before: what has never been need not be waited out
     */
    void settle(boolean isAmended) {
        var point = table.point();
        if (point == null || isCalm()) {
            return;
        }
        var silent = hearing.silent();
        var unwell = hearing.unwell(silent);
        var speaking = table.open.values().stream()
                .filter(open -> open.voice() != null && open.alert().realm() == point.realm())
                .sorted(Comparator.comparing((OpenAlert open) ->
                                Objects.requireNonNull(open.voice()).level())
                        .reversed()
                        .thenComparing(open -> open.alert().id()))
                .toList();
        if (point.flow() != null) {
            step(gully.look(Gully.of(point.flow()), speaking, unwell), point, isAmended);
        } else if (table.fused.containsKey(GULLY)) {
            step(
                    new PointView(GULLY, AlertKind.DEBRIS_FLOW, Picture.CALM, null, List.of(), List.of(), List.of()),
                    point,
                    isAmended);
        }
        step(slope(point, speaking, silent, unwell), point, isAmended);
    }

    private boolean isCalm() {
        return table.open.isEmpty() && table.fronts.isEmpty() && table.fused.isEmpty() && table.leaps.isEmpty();
    }

    private PointView slope(PointConfig point, List<OpenAlert> speaking, Set<String> silent, double unwell) {
        var from = point.flow() == null
                ? speaking
                : speaking.stream().filter(open -> !gully.isOf(open)).toList();
        var statements = Stream.concat(
                        from.stream().map(open -> statement(open, Objects.requireNonNull(leaps.voice(open)), silent)),
                        leaps.statements(silent))
                .toList();
        var picture = Fusion.of(statements, unwell);
        return new PointView(
                SLOPE,
                AlertKind.FUSED,
                picture,
                null,
                PointView.bounded(
                        Stream.concat(leaps.evidence(), from.stream().flatMap(open -> PointDesk.own(open.alert())))),
                from,
                leaps.believed());
    }

    private Statement statement(OpenAlert open, Voice voice, Set<String> silent) {
        var since = open.alert().since().toEpochMilli();
        return new Statement(open.alert().id(), voice, since, leaps.isFresh(open, silent));
    }

    private void step(PointView view, PointConfig point, boolean isAmended) {
        var was = table.fused.getOrDefault(view.rule(), Fused.NORMAL);
        var picture = view.picture();
        var held = was.held().next(picture.level(), picture.since(), hearing.clock());
        var isWithdrawn = isAmended && was.held().below() == Held.NEVER && held.below() != Held.NEVER;
        if (isWithdrawn) {
            held = Held.NORMAL.next(picture.level(), picture.since(), 0);
        }
        var confidence = held.level() == picture.level() ? picture.confidence() : was.confidence();
        var level = held.level();
        var open = was.open();
        var isMeant = picture.agreed() || open != null && !isWithdrawn;
        if (level != null && level.atLeast(Level.YELLOW) && isMeant) {
            open = tell(view, point, held, confidence, open, isWithdrawn);
        } else if (open != null) {
            end(view, point, open, isWithdrawn);
            open = null;
        }
        if (level == null && open == null) {
            table.fused.remove(view.rule());
        } else {
            table.fused.put(view.rule(), new Fused(held, open, confidence, isFaded(open, picture)));
        }
    }

    private static boolean isFaded(@Nullable OpenAlert open, Picture picture) {
        return open != null && open.sounded() != null && !isSureOf(picture, open.sounded());
    }

    private static boolean isSureOf(Picture picture, Level level) {
        return picture.sure() != null && picture.sure().atLeast(level);
    }

    /** The highest level that is corroborated, or was when the sirens were set off that sound still. */
    private static @Nullable Level sure(Picture picture, Level level, @Nullable OpenAlert open) {
        var sounded = open == null || open.sirens().isEmpty() ? null : open.sounded();
        if (sounded == null || !level.atLeast(sounded) || isSureOf(picture, sounded)) {
            return picture.sure();
        }
        return sounded;
    }

    private OpenAlert tell(
            PointView view,
            PointConfig point,
            Held held,
            double confidence,
            @Nullable OpenAlert before,
            boolean isWithdrawn) {
        var level = Objects.requireNonNull(held.level());
        var isAgain = view.passage() != null
                && table.fused.getOrDefault(view.rule(), Fused.NORMAL).faded()
                && view.isCorroborated(level);
        var open = before == null ? null : debts.takeOver(before);
        var sure = sure(view.picture(), level, open);
        var isCorroborated = sure == level;
        var draft = new PointAlert(view, point, open == null ? null : open.alert(), isWithdrawn, table.now);
        var alert = draft.at(held, confidence, isCorroborated);
        var order = sirens.order(alert, sure);
        if (open != null && !isAgain && !PointAlert.isNews(open.alert(), alert, isCorroborated, order)) {
            return open;
        }
        var published = table.publish(alert, isCorroborated, order, view.evidence());
        if (open == null) {
            return sirens.sound(new OpenAlert(published, null, null, List.of()), sure);
        }
        if (open.sounded() != null && !level.atLeast(open.sounded())) {
            table.fused.put(view.rule(), new Fused(Held.NORMAL, null, confidence, false));
            sirens.silence(open.sirens(), published);
            open = open.silent();
        } else if (isAgain) {
            open = open.again(); // another pulse, after the first had passed
        }
        return sirens.sound(open.with(published), sure);
    }

    private void end(PointView view, PointConfig point, OpenAlert before, boolean isWithdrawn) {
        var open = debts.takeOver(before);
        var last = open.alert();
        var over = Alerts.over(last, table.now);
        var level = last.level() == null ? Level.BLUE : last.level();
        var text = view.text(AlertState.CLEARED, point.name(), level, false);
        table.fused.remove(view.rule());
        table.publish(Alerts.told(over, isWithdrawn ? null : last.highest(), text), false, null, last.evidence());
        sirens.silence(open.sirens(), last);
    }

    /** The point is gone, and its own episodes with it. */
    void endWithPoint() {
        if (table.point() == null) {
            var own = table.fused.values().stream()
                    .map(Fused::open)
                    .filter(Objects::nonNull)
                    .toList();
            table.fused.clear();
            table.fronts.clear();
            table.leaps.clear();
            for (var open : own) {
                var over = Alerts.over(open.alert(), table.now);
                sirens.silence(
                        open.sirens(),
                        table.publish(over, false, null, open.alert().evidence()));
            }
        }
    }

    /**
     * The command centre holds this episode of the point as open: the greater number wins, and it is let down slowly.
     *
     * @return the id under which it goes on here
     */
    String adopt(Alert open) {
        var rule = open.ruleId();
        if (!rule.equals(SLOPE) && !rule.equals(GULLY) || open.level() == null) {
            return open.id();
        }
        var was = table.fused.getOrDefault(rule, Fused.NORMAL);
        var known = was.open();
        if (known == null || known.alert().seq() < open.seq()) {
            var held = known == null
                    ? was.held().next(open.level(), open.since().toEpochMilli(), hearing.clock())
                    : was.held();
            var sounded = known == null ? null : known.sounded();
            var owned = known == null ? List.<String>of() : known.sirens();
            table.fused.put(
                    rule, new Fused(held, new OpenAlert(open, null, sounded, owned), open.confidence(), was.faded()));
            if (rule.equals(GULLY)) {
                gully.recall(open);
            }
            return open.id();
        }
        return known.alert().id();
    }

    /** When the clock has something to change, in processing time. */
    long due() {
        var fall = table.fused.values().stream()
                .mapToLong(one -> one.held().due())
                .min()
                .orElse(Long.MAX_VALUE);
        return hearing.wall(Math.min(Math.min(fall, leaps.due()), gully.due()));
    }

    PointState state() {
        var worst = table.fused.values().stream()
                .filter(one -> one.held().level() != null)
                .max(Comparator.comparing(
                                (Fused one) -> Objects.requireNonNull(one.held().level()))
                        .thenComparingLong(one -> -one.held().since()));
        var rules = table.all()
                .map(OpenAlert::alert)
                .filter(alert -> alert.level() != null)
                .map(Alert::ruleId)
                .distinct()
                .sorted()
                .toList();
        return worst.map(one -> new PointState(
                        table.key,
                        one.held().level(),
                        Instant.ofEpochMilli(one.held().since()),
                        rules,
                        false,
                        one.confidence()))
                .orElseGet(() -> new PointState(table.key, null, null, rules, false));
    }
}
