package cn.shanshao.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What lenses have made of the history of a channel before they see its next reading. It is made away from the channel,
 * for it may take a while, and used once.
 */
public final class Warmth {
    private final View view = new View(new Past(), new TreeMap<>());
    private final Map<String, List<Sample>> made = new TreeMap<>();

    private Warmth() {}

    /**
     * A stretch of the past: one reading, or many that were made into one.
     *
     * @param sample at the time that stands for them
     */
    public record Stretch(Sample sample, int readings) {}

    /**
     * What a channel must be told of its past.
     *
     * @param from Unix ms
     * @param to time of the first reading that it has itself, Unix ms
     * @param rules that wait for it
     */
    public record Wanted(long from, long to, List<Rule> rules) {
        public Wanted {
            rules = List.copyOf(rules);
        }

        /** It is the same past, for the same lenses. */
        boolean isSame(Wanted other) {
            return to == other.to && sights().equals(other.sights());
        }

        private List<String> sights() {
            return rules.stream().map(Rule::sight).distinct().sorted().toList();
        }
    }

    /**
     * @param history in the order of time; what is not is passed over
     */
    public static Warmth of(Collection<Rule> rules, Iterable<Stretch> history) {
        var warmth = new Warmth();
        rules.forEach(warmth.view::add);
        var last = Long.MIN_VALUE;
        for (var stretch : history) {
            if (stretch.sample().at() > last) {
                last = stretch.sample().at();
                warmth.look(stretch.sample(), stretch.readings(), warmth.made);
            }
        }
        return warmth;
    }

    private void look(Sample sample, int readings, Map<String, List<Sample>> into) {
        view.look(sample, readings)
                .forEach((sight, one) ->
                        into.computeIfAbsent(sight, none -> new ArrayList<>()).add(one));
    }

    /** Goes on to readings that came after the history. */
    Map<String, List<Sample>> goOn(Collection<Sample> samples) {
        var more = new TreeMap<String, List<Sample>>();
        samples.forEach(sample -> look(sample, 1, more));
        return more;
    }

    View view() {
        return view;
    }

    Set<String> sights() {
        return view.lenses().keySet();
    }

    /** What the lens made of the history. */
    List<Sample> made(String sight) {
        return made.getOrDefault(sight, List.of());
    }
}
