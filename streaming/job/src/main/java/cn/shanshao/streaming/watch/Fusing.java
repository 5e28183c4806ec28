package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Identity;
import cn.shanshao.detect.Nature;
import cn.shanshao.detect.Voice;
import cn.shanshao.detect.debris.DebrisFlow;
import cn.shanshao.detect.debris.FlowWording;
import cn.shanshao.detect.debris.Front;
import cn.shanshao.detect.debris.Gully;
import cn.shanshao.detect.debris.Passage;
import cn.shanshao.detect.fusion.FusedWording;
import cn.shanshao.detect.fusion.Fusion;
import cn.shanshao.detect.fusion.Held;
import cn.shanshao.detect.fusion.Picture;
import cn.shanshao.detect.fusion.Statement;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Evidence;
import cn.shanshao.ingest.wire.Forecast;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig;
import cn.shanshao.ingest.wire.PointState;
import cn.shanshao.ingest.wire.Text;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** A station that shivers must not fill the memory. */
    private static final int MOST_FRONTS = 100;

    /** A change of confidence that is worth another word. */
    private static final double MUCH = 0.095;

    private final PointTable table;
    private final Hearing hearing;
    private final Sirens sirens;

    Fusing(PointTable table, Hearing hearing, Sirens sirens) {
        this.table = table;
        this.hearing = hearing;
        this.sirens = sirens;
    }

    /** What one way of looking at the point has found, and how to tell it. */
    private record View(
            String rule,
            AlertKind kind,
            Picture picture,
            @Nullable Passage passage,
            List<Evidence> evidence,
            List<OpenAlert> from) {
        @Nullable
        Forecast forecast() {
            return passage == null ? null : passage.arrival();
        }

        boolean isCorroborated(Level level) {
            return picture.corroborated() && picture.level() == level;
        }

        Text text(AlertState state, String place, Level level) {
            if (state != AlertState.CLEARED && picture.level() != level) {
                return FusedWording.held(state, place, level);
            }
            var devices = from.stream()
                    .map(one -> one.alert().target().split("~", 2)[0])
                    .distinct()
                    .count();
            return kind == AlertKind.DEBRIS_FLOW
                    ? FlowWording.of(state, place, level, passage)
                    : FusedWording.of(state, place, level, (int) devices, isCorroborated(level));
        }
    }

    /** Remembers a front that comes to a station, or that there was none. */
    void note(Alert alert, @Nullable Voice voice) {
        var known = table.fronts.get(alert.id());
        var quantity = alert.quantity();
        var device = alert.deviceId();
        if (known != null && alert.state() == AlertState.CLEARED && alert.highest() == null) {
            table.fronts.remove(alert.id());
        } else if (voice != null
                && quantity != null
                && device != null
                && Front.isToldBy(quantity)
                && isStation(device)
                && (known != null || voice.level().atLeast(Level.YELLOW))) {
            var value = alert.value() == null ? Double.NaN : alert.value();
            table.fronts.put(
                    alert.id(),
                    new Front(
                            device,
                            quantity,
                            Double.isFinite(value) ? value : 0,
                            voice.opened(),
                            voice.level(),
                            voice.clean(),
                            true));
            if (table.fronts.size() > MOST_FRONTS) {
                table.fronts.entrySet().stream()
                        .min(Comparator.comparingLong(entry -> entry.getValue().at()))
                        .ifPresent(oldest -> table.fronts.remove(oldest.getKey()));
            }
        }
    }

    private boolean isStation(String device) {
        var point = table.point();
        var flow = point == null ? null : point.flow();
        return flow != null
                && flow.stations().stream().anyMatch(one -> one.deviceId().equals(device));
    }

    /**
     * Looks at the point again, and tells what has changed.
     *
     * @param isAmended late readings have put right what was said before: what has never been need not be waited out
     */
    void settle(boolean isAmended) {
        var point = table.point();
        if (point == null || table.open.isEmpty() && table.fronts.isEmpty() && table.fused.isEmpty()) {
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
            step(gully(Gully.of(point.flow()), speaking, unwell), point, isAmended);
        } else if (table.fused.containsKey(GULLY)) {
            step(new View(GULLY, AlertKind.DEBRIS_FLOW, Picture.CALM, null, List.of(), List.of()), point, isAmended);
        }
        step(slope(point, speaking, silent, unwell), point, isAmended);
    }

    private View slope(PointConfig point, List<OpenAlert> speaking, Set<String> silent, double unwell) {
        var from = point.flow() == null
                ? speaking
                : speaking.stream().filter(open -> !isOfGully(open)).toList();
        var statements = from.stream()
                .map(open -> statement(open, Objects.requireNonNull(open.voice()), silent))
                .toList();
        var picture = Fusion.of(statements, unwell);
        return new View(
                SLOPE, AlertKind.FUSED, picture, null, bounded(from.stream().flatMap(Fusing::own)), from);
    }

    private static Statement statement(OpenAlert open, Voice voice, Set<String> silent) {
        var since = open.alert().since().toEpochMilli();
        return new Statement(open.alert().id(), voice, since, !silent.contains(voice.device()));
    }

    private boolean isOfGully(OpenAlert open) {
        var alert = open.alert();
        return isRain(open)
                || alert.quantity() != null
                        && alert.deviceId() != null
                        && Front.isToldBy(alert.quantity())
                        && isStation(alert.deviceId());
    }

    private static boolean isRain(OpenAlert open) {
        return open.voice() != null && open.voice().nature() == Nature.RAIN;
    }

    private View gully(Gully gully, List<OpenAlert> speaking, double unwell) {
        var clock = hearing.clock();
        table.fronts.replaceAll((id, front) -> front.open(table.open.containsKey(id)));
        table.fronts.values().removeIf(front -> !front.open() && clock - front.at() > gully.memory());
        var from = speaking.stream().filter(this::isOfGully).toList();
        var rain = from.stream()
                .filter(open -> isRain(open)
                        && Objects.requireNonNull(open.voice()).level().atLeast(Level.YELLOW))
                .mapToLong(open -> Objects.requireNonNull(open.voice()).opened())
                .min();
        var flow = DebrisFlow.of(gully, table.fronts.values(), rain, unwell);
        var passage = flow.passage();
        var seen = passage == null
                ? Stream.<Evidence>empty()
                : Stream.of(
                        evidence(passage.upper(), FlowWording.upper(gully, passage)),
                        evidence(passage.lower(), FlowWording.lower(passage)));
        return new View(
                GULLY,
                AlertKind.DEBRIS_FLOW,
                flow.picture(),
                passage,
                bounded(Stream.concat(seen, from.stream().flatMap(Fusing::own))),
                from);
    }

    private static Evidence evidence(Front front, String why) {
        return new Evidence(front.device(), front.quantity(), front.value(), Instant.ofEpochMilli(front.at()), why);
    }

    private static Stream<Evidence> own(OpenAlert open) {
        return PointDesk.own(open.alert());
    }

    /** The worst come first; each channel once. */
    private static List<Evidence> bounded(Stream<Evidence> all) {
        return all
                .collect(Collectors.toMap(
                        one -> one.deviceId() + '~' + one.quantity(),
                        one -> one,
                        (first, second) -> first,
                        LinkedHashMap::new))
                .values()
                .stream()
                .limit(PointDesk.MOST_EVIDENCE)
                .toList();
    }

    private void step(View view, PointConfig point, boolean isAmended) {
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
            open = tell(view, point, level, held.since(), confidence, open, isWithdrawn);
        } else if (open != null) {
            end(view, point, open, isWithdrawn);
            open = null;
        }
        if (level == null && open == null) {
            table.fused.remove(view.rule());
        } else {
            table.fused.put(view.rule(), new Fused(held, open, confidence));
        }
    }

    private OpenAlert tell(
            View view,
            PointConfig point,
            Level level,
            long since,
            double confidence,
            @Nullable OpenAlert before,
            boolean isWithdrawn) {
        var isCorroborated = view.isCorroborated(level);
        var open = before == null ? null : withOwed(before);
        var alert = draft(view, point, level, since, confidence, open == null ? null : open.alert(), isWithdrawn);
        var order = sirens.order(alert, isCorroborated);
        if (open != null && !isNews(open.alert(), alert, isCorroborated, order)) {
            return open;
        }
        var published = table.publish(alert, isCorroborated, order, view.evidence());
        if (open == null) {
            return sirens.sound(new OpenAlert(published, null, null, List.of()));
        }
        if (open.sounded() != null && !level.atLeast(open.sounded())) {
            table.fused.put(view.rule(), new Fused(Held.NORMAL, null, confidence));
            sirens.silence(open.sirens(), published);
            open = open.silent();
        } else if (view.passage() != null && isCorroborated && !open.alert().corroborated()) {
            open = open.again(); // another pulse, after the first had passed
        }
        return sirens.sound(open.with(published));
    }

    private OpenAlert withOwed(OpenAlert open) {
        var owed = table.owed.remove(open.alert().id());
        return owed == null || owed.alert().level() == null
                ? open
                : open.sounded(owed.alert().level(), sirens.of(owed.alert()));
    }

    private static boolean isNews(Alert before, Alert now, boolean isCorroborated, @Nullable String order) {
        return before.level() != now.level()
                || before.highest() != now.highest()
                || !before.since().equals(now.since())
                || before.corroborated() != isCorroborated
                || !Objects.equals(before.standingOrder(), order)
                || !Objects.equals(before.forecast(), now.forecast())
                || Math.abs(before.confidence() - now.confidence()) >= MUCH;
    }

    private Alert draft(
            View view,
            PointConfig point,
            Level level,
            long since,
            double confidence,
            @Nullable Alert before,
            boolean isWithdrawn) {
        var state = state(level, before);
        var highest = before == null || before.highest() == null || isWithdrawn || level.atLeast(before.highest())
                ? level
                : before.highest();
        var at = view.from().stream()
                .map(open -> open.alert().at())
                .max(Comparator.naturalOrder())
                .orElseGet(() -> before == null ? Instant.ofEpochMilli(since) : before.at());
        return new Alert(
                before == null ? Identity.of(view.rule(), point.id(), since) : before.id(),
                before == null ? 0 : before.seq(),
                point.id(),
                point.realm(),
                state,
                level,
                highest,
                null,
                view.kind(),
                point.id(),
                null,
                point.division(),
                view.rule(),
                1,
                null,
                null,
                null,
                null,
                confidence,
                false,
                null,
                Instant.ofEpochMilli(since),
                at,
                table.now,
                view.forecast(),
                view.evidence(),
                view.text(state, point.name(), level));
    }

    private static AlertState state(Level level, @Nullable Alert before) {
        if (before == null || before.level() == null) {
            return AlertState.RAISED;
        }
        var change = level.compareTo(before.level());
        return change > 0 ? AlertState.ESCALATED : change < 0 ? AlertState.EASED : before.state();
    }

    private void end(View view, PointConfig point, OpenAlert before, boolean isWithdrawn) {
        var open = withOwed(before);
        var last = open.alert();
        var over = Alerts.over(last, table.now);
        var level = last.level() == null ? Level.BLUE : last.level();
        var text = view.text(AlertState.CLEARED, point.name(), level);
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
            for (var open : own) {
                var over = Alerts.over(open.alert(), table.now);
                sirens.silence(
                        open.sirens(),
                        table.publish(over, false, null, open.alert().evidence()));
            }
        }
    }

    /** The command centre holds this episode of the point as open: the greater number wins, and it is let down slowly. */
    void adopt(Alert open) {
        var rule = open.ruleId();
        if (!rule.equals(SLOPE) && !rule.equals(GULLY) || open.level() == null) {
            return;
        }
        var was = table.fused.getOrDefault(rule, Fused.NORMAL);
        var known = was.open();
        if (known == null || known.alert().seq() < open.seq()) {
            var held = known == null
                    ? was.held().next(open.level(), open.since().toEpochMilli(), hearing.clock())
                    : was.held();
            var sounded = known == null ? null : known.sounded();
            var owned = known == null ? List.<String>of() : known.sirens();
            table.fused.put(rule, new Fused(held, new OpenAlert(open, null, sounded, owned), open.confidence()));
        }
    }

    /** When the clock has something to change, in processing time. */
    long due() {
        var point = table.point();
        var fall =
                table.fused.values().stream().mapToLong(one -> one.held().due()).min();
        var forget = point == null || point.flow() == null
                ? OptionalLong.empty()
                : table.fronts.values().stream()
                        .filter(front -> !front.open())
                        .mapToLong(front -> front.at() + Gully.of(point.flow()).memory() + 1)
                        .min();
        return hearing.wall(Math.min(fall.orElse(Long.MAX_VALUE), forget.orElse(Long.MAX_VALUE)));
    }

    PointState state() {
        var worst = table.fused.values().stream()
                .filter(one -> one.held().level() != null)
                .max(Comparator.comparing(
                                (Fused one) -> Objects.requireNonNull(one.held().level()))
                        .thenComparing(one -> -one.held().since()));
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
