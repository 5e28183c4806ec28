package cn.shanshao.detect.report;

import cn.shanshao.detect.BackTest;
import cn.shanshao.detect.Nature;
import cn.shanshao.detect.Voice;
import cn.shanshao.detect.debris.DebrisFlow;
import cn.shanshao.detect.debris.Front;
import cn.shanshao.detect.debris.Gully;
import cn.shanshao.detect.fusion.Fusion;
import cn.shanshao.detect.fusion.Held;
import cn.shanshao.detect.fusion.Picture;
import cn.shanshao.detect.fusion.Statement;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.Flow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a point as a whole would have been told as, made of what its channels would have been: by the same fusion and the
 * same look at the gully as live, with levels held as live. Each channel speaks with the gravest of its rules. What a
 * record does not show is taken as well: no device falls silent, and no leap waits for its second reading.
 */
public final class PointReport {
    public static final String FUSED = "fused";
    public static final String GULLY = "debris-flow";

    private PointReport() {}

    /**
     * The levels at which one channel would have stood.
     *
     * @param gateway that the device stands behind; {@code null} for none
     * @param power that it shares with others; {@code null} for its own
     * @param phases in their order; each lasts until the next
     */
    public record Course(
            String device,
            @Nullable String gateway,
            @Nullable String power,
            String quantity,
            List<BackTest.Phase> phases) {
        public Course {
            phases = List.copyOf(phases);
        }

        private BackTest.@Nullable Phase at(long clock) {
            BackTest.Phase last = null;
            for (var phase : phases) {
                if (phase.from().toEpochMilli() > clock) {
                    break;
                }
                last = phase;
            }
            return last == null || last.level() == null ? null : last;
        }

        private Nature nature() {
            return Nature.of(quantity);
        }

        private boolean isOf(Gully gully) {
            return nature() == Nature.RAIN || gully.hasStation(device) && Front.isToldBy(quantity);
        }

        /** Each rise to yellow or above, as a station of a gully sees it. */
        private List<Front> fronts(long clock) {
            var fronts = new ArrayList<Front>();
            Level before = null;
            var now = at(clock);
            for (var phase : phases) {
                var level = phase.level();
                if (phase.from().toEpochMilli() > clock) {
                    break;
                }
                if (level != null && level.atLeast(Level.YELLOW) && (before == null || level.compareTo(before) > 0)) {
                    var isOpen =
                            now != null && Objects.requireNonNull(now.level()).atLeast(level);
                    fronts.add(new Front(device, quantity, 0, phase.from().toEpochMilli(), level, true, isOpen));
                }
                before = level;
            }
            return fronts;
        }

        private Statement statement(BackTest.Phase phase) {
            var since = phase.from().toEpochMilli();
            var level = Objects.requireNonNull(phase.level());
            var voice = new Voice(device, gateway, power, level, true, nature(), since);
            return new Statement(device + '~' + quantity, voice, since, true);
        }
    }

    /**
     * An alert of the point from its beginning to its end.
     *
     * @param rule {@link #FUSED} or {@link #GULLY}
     * @param since when it came to its highest level
     * @param to {@code null} while it lasts
     * @param corroborated two independent devices, or two stations in flow order, once stood behind its highest level
     */
    public record Spell(
            String rule,
            Level level,
            Instant since,
            Instant from,
            @Nullable Instant to,
            boolean corroborated) {}

    /**
     * @param flow the way of a debris flow past its stations; {@code null} where nobody has described it
     * @param end of the record: what is held then lasts
     * @param mayGoOn asked at each look; throws when it may not
     */
    public static List<Spell> of(List<Course> courses, @Nullable Flow flow, Instant end, Runnable mayGoOn) {
        var gully = flow == null ? null : Gully.of(flow);
        var slope = courses.stream()
                .filter(course -> gully == null || !course.isOf(gully))
                .toList();
        var spells = new ArrayList<>(replay(FUSED, slope, end, mayGoOn, 0, clock -> fused(slope, clock)));
        if (gully != null) {
            var stations = courses.stream().filter(course -> course.isOf(gully)).toList();
            spells.addAll(replay(
                    GULLY, stations, end, mayGoOn, gully.memory() + 1, clock -> inGully(gully, stations, clock)));
        }
        return spells.stream().sorted(Comparator.comparing(Spell::from)).toList();
    }

    private static Picture fused(List<Course> courses, long clock) {
        return Fusion.of(
                courses.stream()
                        .flatMap(course -> Stream.ofNullable(course.at(clock)).map(course::statement))
                        .toList(),
                0);
    }

    private static Picture inGully(Gully gully, List<Course> courses, long clock) {
        var fronts = courses.stream()
                .filter(course -> course.nature() != Nature.RAIN)
                .flatMap(course -> course.fronts(clock).stream())
                .filter(front -> front.open() || clock - front.at() <= gully.memory())
                .toList();
        var rain = courses.stream()
                .filter(course -> course.nature() == Nature.RAIN)
                .flatMap(course -> Stream.ofNullable(course.at(clock)))
                .filter(phase -> Objects.requireNonNull(phase.level()).atLeast(Level.YELLOW))
                .mapToLong(phase -> phase.from().toEpochMilli())
                .min();
        return DebrisFlow.of(gully, fronts, rain, 0, clock).picture();
    }

    /**
     * Looks whenever a channel changes, whenever a front is forgotten, and whenever a held level is due to fall.
     *
     * @param memory after a change at which to look again, ms; 0 for never
     */
    private static List<Spell> replay(
            String rule, List<Course> courses, Instant end, Runnable mayGoOn, long memory, LongFunction<Picture> look) {
        var looks = new TreeSet<Long>();
        for (var course : courses) {
            for (var phase : course.phases()) {
                var at = phase.from().toEpochMilli();
                looks.add(at);
                looks.add(at + memory);
            }
        }
        var spells = new ArrayList<Spell>();
        var held = Held.NORMAL;
        Spell open = null;
        for (var next = looks.pollFirst(); next != null && next <= end.toEpochMilli(); next = looks.pollFirst()) {
            mayGoOn.run();
            var picture = look.apply(next);
            held = held.next(picture.level(), picture.since(), next);
            if (held.due() != Held.NEVER) {
                looks.add(held.due());
            }
            var now = step(rule, open, held, picture, next);
            if (open != null && now == null) {
                spells.add(ended(open, next));
            }
            open = now;
        }
        if (open != null) {
            spells.add(open);
        }
        return spells;
    }

    private static @Nullable Spell step(String rule, @Nullable Spell open, Held held, Picture picture, long at) {
        var level = held.level();
        var isMeant = picture.agreed() || open != null;
        if (level == null || !level.atLeast(Level.YELLOW) || !isMeant) {
            return null;
        }
        var isSure = picture.sure() != null && picture.sure().atLeast(level);
        if (open == null || level.compareTo(open.level()) > 0) {
            var now = Instant.ofEpochMilli(at);
            return new Spell(rule, level, now, open == null ? now : open.from(), null, isSure);
        }
        var isBorneOut = open.corroborated() || isSure && level == open.level();
        return new Spell(rule, open.level(), open.since(), open.from(), null, isBorneOut);
    }

    private static Spell ended(Spell open, long at) {
        return new Spell(
                open.rule(), open.level(), open.since(), open.from(), Instant.ofEpochMilli(at), open.corroborated());
    }
}
