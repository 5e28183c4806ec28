package cn.shanshao.center.alert;

import cn.shanshao.center.China;
import cn.shanshao.center.alert.ShadowAlerts.Said;
import cn.shanshao.ingest.wire.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a shadow rule and the rules in force said of one target, episode beside episode. Episodes belong together when
 * they overlap in time.
 *
 * @param since from when both can be compared; an episode in force that began earlier only keeps a shadow's from being
 *     alone
 */
record ShadowSpells(
        String target,
        Instant since,
        List<Pair> both,
        List<Spell> onlyShadow,
        List<Spell> onlyLive,
        Map<Level, Integer> shadowDaysAt,
        Map<Level, Integer> liveDaysAt) {
    /** Days are counted in the local calendar. */
    /**
     * An episode.
     *
     * @param level the highest that it came to
     * @param from when its first level began
     * @param to its end; {@code null} while it lasts
     */
    record Spell(
            String id,
            String ruleId,
            Level level,
            Instant from,
            @Nullable Instant to) {
        boolean overlaps(Spell other) {
            return (other.to == null || !from.isAfter(other.to)) && (to == null || !other.from.isAfter(to));
        }
    }

    /**
     * Raised by both.
     *
     * @param leadSeconds how much earlier the shadow was, negative where it was later; {@code null} where the other began
     *     before both could be compared
     */
    record Pair(Spell shadow, Spell live, @Nullable Long leadSeconds) {}

    /** An episode with the beginnings of its levels. */
    private record Course(Spell spell, List<Said> steps) {}

    /**
     * @param shadow what the shadow said of the target, in order
     * @param live what the rules in force said of it, in order
     * @param to the end of what is compared
     */
    static ShadowSpells of(String target, List<Said> shadow, List<Said> live, Instant since, Instant to) {
        var shadows = courses(shadow, to);
        var lives = courses(live, to);
        var left = new ArrayList<>(lives.stream().map(Course::spell).toList());
        var both = new ArrayList<Pair>();
        var onlyShadow = new ArrayList<Spell>();
        for (var course : shadows) {
            var spell = course.spell();
            if (spell.from().isBefore(since)) {
                left.removeIf(spell::overlaps);
                continue;
            }
            var other = left.stream().filter(spell::overlaps).findFirst();
            other.ifPresent(left::remove);
            var isBeside =
                    other.isPresent() || lives.stream().map(Course::spell).anyMatch(spell::overlaps);
            if (other.isPresent()) {
                both.add(new Pair(spell, other.get(), lead(spell, other.get(), since)));
            } else if (!isBeside) {
                onlyShadow.add(spell);
            }
        }
        left.removeIf(spell -> spell.from().isBefore(since)
                || both.stream().anyMatch(pair -> pair.shadow().overlaps(spell)));
        return new ShadowSpells(
                target, since, both, onlyShadow, left, daysAt(shadows, since, to), daysAt(lives, since, to));
    }

    private static @Nullable Long lead(Spell shadow, Spell live, Instant since) {
        return live.from().isBefore(since)
                ? null
                : Long.valueOf(Duration.between(shadow.from(), live.from()).toSeconds());
    }

    /** What was withdrawn never was. */
    private static List<Course> courses(List<Said> said, Instant to) {
        var episodes = new LinkedHashMap<String, List<Said>>();
        said.stream()
                .filter(one -> one.at().isBefore(to))
                .forEach(one -> episodes.computeIfAbsent(one.episode(), id -> new ArrayList<>())
                        .add(one));
        var courses = new ArrayList<Course>();
        for (var steps : episodes.values()) {
            var highest = steps.stream()
                    .map(Said::level)
                    .filter(level -> level != null)
                    .max(Level::compareTo)
                    .orElse(null);
            var last = steps.get(steps.size() - 1);
            if (highest != null && !last.isWithdrawn()) {
                var first = steps.get(0);
                var end = last.level() == null ? last.at() : null;
                courses.add(new Course(new Spell(last.episode(), last.rule(), highest, first.at(), end), steps));
            }
        }
        courses.sort((one, other) -> one.spell().from().compareTo(other.spell().from()));
        return courses;
    }

    private static Map<Level, Integer> daysAt(List<Course> courses, Instant since, Instant to) {
        var gravest = new HashMap<LocalDate, Level>();
        for (var course : courses) {
            for (var i = 0; i < course.steps().size(); i++) {
                var level = course.steps().get(i).level();
                var until = i + 1 < course.steps().size()
                        ? course.steps().get(i + 1).at()
                        : to;
                if (level != null) {
                    mark(gravest, level, latest(course.steps().get(i).at(), since), until);
                }
            }
        }
        var counts = new EnumMap<Level, Integer>(Level.class);
        for (var level : Level.values()) {
            counts.put(
                    level, (int) gravest.values().stream().filter(level::equals).count());
        }
        return counts;
    }

    private static void mark(Map<LocalDate, Level> gravest, Level level, Instant from, Instant until) {
        if (from.isAfter(until)) {
            return;
        }
        var last = until.atZone(China.ZONE).toLocalDate();
        for (var day = from.atZone(China.ZONE).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            gravest.merge(day, level, (one, other) -> one.atLeast(other) ? one : other);
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
