package cn.shanshao.detect.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.Nature;
import cn.shanshao.detect.Voice;
import cn.shanshao.ingest.wire.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The alert log of a landslide watch that people have run for years: every trigger of every event is an episode that is
 * open for its validity, and our state of the point must rise, stay and fall with the log. A trigger holds for a day from
 * the next release on (they come every four hours), one of level 3 for two; the last one of an event holds for as long as
 * the log says. The log has no licence, so it is read from where the environment says.
 */
@EnabledIfEnvironmentVariable(named = "SHANSHAO_DATA", matches = ".+")
class DynaslopeTest {
    private static final Pattern ROW =
            Pattern.compile("\\d+,(\\d+),\"[^\"]*\",\\w*,\\w*,\"?([^\",]*)\"?,\\w+,\\w*,\\w*,(\\w),\"([^\"]*)\",.*");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final long HOUR = 3_600_000;
    private static final long RELEASES = 4 * HOUR;
    private static final long MINUTE = 60_000;

    /** @param until its validity ends, Unix ms */
    private record Trigger(char type, long at, long until) {
        /** Level 1, 2 and 3 of the log. */
        Level level() {
            return "RED".indexOf(type) >= 0 ? Level.YELLOW : Character.isLowerCase(type) ? Level.ORANGE : Level.RED;
        }

        Statement statement() {
            var nature = type == 'R' ? Nature.RAIN : "ED".indexOf(type) >= 0 ? Nature.OTHER : Nature.MOVEMENT;
            var device = String.valueOf(Character.toLowerCase(type));
            return new Statement(type + "@" + at, new Voice(device, null, null, level(), true, nature, at), at, true);
        }

        boolean isOpen(long now) {
            return at <= now && now < until;
        }
    }

    private record Event(int id, List<Trigger> triggers, long ends) {
        Trigger last() {
            return triggers.get(triggers.size() - 1);
        }
    }

    /** What our state was from {@code at} on. */
    private record Step(long at, @Nullable Level evidence, boolean agreed, Held held) {}

    private static List<Event> events = List.of();
    private static int triggers;
    private static int unusable;

    @BeforeAll
    static void read() throws IOException {
        var rows = new TreeMap<Integer, List<Trigger>>();
        var ends = new TreeMap<Integer, Long>();
        for (var line :
                Files.readAllLines(Path.of(System.getenv("SHANSHAO_DATA"), "dynaslope_ph", "public_alert.csv"))) {
            var row = ROW.matcher(line);
            if (!row.matches()) {
                continue; // a remark of several lines
            }
            triggers++;
            if (row.group(4).startsWith("0000")) {
                continue; // one that nobody has dated
            }
            var event = Integer.parseInt(row.group(1));
            var trigger = trigger(row.group(3).charAt(0), millis(row.group(4)));
            rows.computeIfAbsent(event, first -> new ArrayList<>()).add(trigger);
            ends.put(event, row.group(2).startsWith("2") ? millis(row.group(2)) : 0);
        }
        events = rows.entrySet().stream()
                .map(each -> event(each.getKey(), each.getValue(), Objects.requireNonNull(ends.get(each.getKey()))))
                .filter(event -> event.ends() > event.last().at())
                .toList();
        unusable = rows.size() - events.size();
    }

    private static Trigger trigger(char type, long at) {
        var release = Math.floorDiv(at + RELEASES - 1, RELEASES) * RELEASES;
        return new Trigger(
                type, at, release + (Character.isUpperCase(type) && "RED".indexOf(type) < 0 ? 48 : 24) * HOUR);
    }

    /** Nothing holds longer than the event; its last trigger as long. */
    private static Event event(int id, List<Trigger> all, long ends) {
        var sorted = all.stream().sorted(Comparator.comparingLong(Trigger::at)).toList();
        var last = sorted.size() - 1;
        var held = Stream.concat(
                        sorted.subList(0, last).stream()
                                .map(one -> new Trigger(one.type(), one.at(), Math.min(one.until(), ends))),
                        Stream.of(new Trigger(
                                sorted.get(last).type(), sorted.get(last).at(), ends)))
                .toList();
        return new Event(id, held, ends);
    }

    private static long millis(String time) {
        return LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /** Looks at every trigger, at every end of one, and whenever the held level is due to fall. */
    private static List<Step> replay(Event event) {
        var looks = new TreeSet<Long>();
        event.triggers().forEach(one -> {
            looks.add(one.at());
            looks.add(one.until());
        });
        var steps = new ArrayList<Step>();
        var held = Held.NORMAL;
        for (var next = looks.pollFirst(); next != null; next = looks.pollFirst()) {
            var now = (long) next;
            var open = event.triggers().stream()
                    .filter(one -> one.isOpen(now))
                    .map(Trigger::statement)
                    .toList();
            var picture = Fusion.of(open, 0);
            held = held.next(picture.level(), picture.since(), now);
            steps.add(new Step(now, picture.level(), picture.agreed(), held));
            if (held.due() != Held.NEVER) {
                looks.add(held.due());
            }
        }
        return steps;
    }

    private static @Nullable Level levelAt(List<Step> steps, long at) {
        return steps.stream()
                .filter(step -> step.at() <= at)
                .reduce((before, after) -> after)
                .map(step -> step.held().level())
                .orElse(null);
    }

    private static boolean isAtLeast(@Nullable Level level, Level other) {
        return level != null && level.atLeast(other);
    }

    private static int rank(@Nullable Level level) {
        return level == null ? 0 : level.ordinal() + 1;
    }

    @Test
    void theLogIsReadWhole() {
        assertThat(triggers).isEqualTo(8_272);
        assertThat(events).hasSizeGreaterThan(700);
    }

    @Test
    void noRaiseOfTheLogIsMissed() {
        var raises = 0;
        for (var event : events) {
            var steps = replay(event);
            var highest = 0;
            for (var trigger : event.triggers()) {
                assertThat(isAtLeast(levelAt(steps, trigger.at()), trigger.level()))
                        .as("event %d at %s", event.id(), trigger)
                        .isTrue();
                raises += rank(trigger.level()) > highest ? 1 : 0;
                highest = Math.max(highest, rank(trigger.level()));
            }
        }
        assertThat(raises).isGreaterThanOrEqualTo(events.size());
    }

    @Test
    void theLevelStaysAsLongAsAnyTriggerHoldsAndNoStepGoesDownTwo() {
        for (var event : events) {
            var steps = replay(event);
            for (var trigger : event.triggers()) {
                assertThat(steps)
                        .filteredOn(step -> trigger.isOpen(step.at()))
                        .as("event %d while %s holds", event.id(), trigger)
                        .allMatch(step -> isAtLeast(step.held().level(), trigger.level()));
            }
            var before = 0;
            for (var step : steps) {
                assertThat(rank(step.held().level())).isGreaterThanOrEqualTo(before - 1);
                before = rank(step.held().level());
            }
        }
    }

    @Test
    void itIsNeverLoweredBeforeTheValidityEndsAndAlwaysSoonAfter() {
        for (var event : events) {
            var steps = replay(event);
            var last = event.last();
            assertThat(isAtLeast(levelAt(steps, event.ends() - 1), last.level()))
                    .as("event %d just before its end", event.id())
                    .isTrue();
            assertThat(levelAt(steps, event.ends() + Held.TIME - 1))
                    .as("event %d just before it may fall", event.id())
                    .isNotNull();
            assertThat(levelAt(steps, event.ends() + 4 * Held.TIME + MINUTE))
                    .as("event %d when all is over", event.id())
                    .isNull();
        }
    }

    /** How far the log and our state go together; what differs is a choice of the watch, and no fault. */
    @Test
    void countsWhereTheLogAndOurStateDiffer() {
        var isKept = 0;
        var isEased = 0;
        var isGap = 0;
        var agreed = 0;
        for (var event : events) {
            var steps = replay(event);
            var within = steps.stream().filter(step -> step.at() < event.ends()).toList();
            var gap = within.stream().skip(1).anyMatch(step -> step.held().level() == null);
            var highest = 0;
            var eased = false;
            for (var step : within) {
                eased |= rank(step.held().level()) < highest;
                highest = Math.max(highest, rank(step.held().level()));
            }
            isGap += gap ? 1 : 0;
            isEased += eased && !gap ? 1 : 0;
            isKept += eased ? 0 : 1;
            agreed += within.stream().anyMatch(Step::agreed) ? 1 : 0;
        }
        var byLevel = events.stream()
                .collect(Collectors.groupingBy(
                        event -> event.triggers().stream()
                                .map(Trigger::level)
                                .max(Comparator.naturalOrder())
                                .orElseThrow(),
                        TreeMap::new,
                        Collectors.counting()));
        var own = events.stream()
                .collect(Collectors.groupingBy(
                        event -> Long.signum(event.ends()
                                - event.triggers().stream()
                                        .mapToLong(one ->
                                                trigger(one.type(), one.at()).until())
                                        .max()
                                        .orElseThrow()),
                        TreeMap::new,
                        Collectors.counting()));
        assertThat(byLevel).isEqualTo(Map.of(Level.YELLOW, 632L, Level.ORANGE, 113L, Level.RED, 22L));
        assertThat(isKept).as("never below its highest before the end").isEqualTo(679);
        assertThat(isEased).as("a graver trigger ran out before the event").isEqualTo(33);
        assertThat(isGap).as("people held the level while no trigger did").isEqualTo(55);
        assertThat(agreed)
                .as("ground and subsurface, or what somebody saw, agreed")
                .isEqualTo(17);
        assertThat(own)
                .as("events that end before, with and after what their triggers hold")
                .isEqualTo(Map.of(-1, 4L, 0, 389L, 1, 374L));
        assertThat(unusable).as("without a date").isEqualTo(1);
    }
}
