package cn.shanshao.center.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is on duty when, in one division.
 *
 * @param takeovers in the order in which they begin
 * @param locked usernames that cannot sign in, and so are on duty at no time
 */
record Cover(List<Shift> shifts, List<Takeover> takeovers, List<Leave> leaves, Set<String> locked) {
    /**
     * A time for which nobody is on duty.
     *
     * @param from inclusive
     * @param to exclusive
     */
    record Gap(Instant from, Instant to) {
        boolean touches(Gap other) {
            return !from.isAfter(other.to) && !other.from.isAfter(to);
        }
    }

    /** Somebody who is on duty, as the officer or in the officer's place. */
    record Present(Shift shift, String username, boolean isDeputy) {}

    /** Each once; whoever still has to hand over before all others. */
    List<Present> at(Instant moment) {
        var on = shifts.stream()
                .filter(shift -> shift.covers(moment))
                .flatMap(shift -> present(shift, moment).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        takeovers.stream()
                .filter(takeover -> takeover.covers(moment) && isThere(takeover.responsible(), moment))
                .forEach(takeover -> apply(takeover, on));
        var known = new HashSet<String>();
        return on.stream().filter(present -> known.add(present.username())).toList();
    }

    private static void apply(Takeover takeover, List<Present> on) {
        var isNew = on.stream().noneMatch(p -> p.username().equals(takeover.responsible()));
        if (!takeover.isTaken()) {
            if (isNew) {
                on.add(0, new Present(takeover.shift(), takeover.giver(), false));
            }
            return;
        }
        var isInstead = on.stream().anyMatch(p -> p.username().equals(takeover.giver()));
        on.replaceAll(p -> p.username().equals(takeover.giver()) ? new Present(p.shift(), takeover.taker(), false) : p);
        if (isNew && !isInstead) {
            on.add(new Present(takeover.shift(), takeover.taker(), false));
        }
    }

    private Optional<Present> present(Shift shift, Instant moment) {
        if (isThere(shift.officer(), moment)) {
            return Optional.of(new Present(shift, String.valueOf(shift.officer()), false));
        }
        return isThere(shift.deputy(), moment)
                ? Optional.of(new Present(shift, String.valueOf(shift.deputy()), true))
                : Optional.empty();
    }

    private boolean isThere(@Nullable String username, Instant moment) {
        return username != null
                && !locked.contains(username)
                && leaves.stream().noneMatch(l -> l.username().equals(username) && l.covers(moment));
    }

    /** In the order of time; what nobody covers in one piece is one gap. */
    List<Gap> gaps(Instant from, Instant to) {
        var turns = new TreeSet<Instant>(Set.of(from));
        Stream.concat(
                        shifts.stream().flatMap(s -> Stream.of(s.begins(), s.ends())),
                        Stream.concat(
                                leaves.stream().flatMap(l -> Stream.of(l.begins(), l.ends())),
                                takeovers.stream().flatMap(t -> Stream.of(t.begins(), t.ends()))))
                .filter(turn -> turn.isAfter(from) && turn.isBefore(to))
                .forEach(turns::add);
        var gaps = new ArrayList<Gap>();
        for (var turn : turns) {
            var next = turns.higher(turn);
            if (!at(turn).isEmpty()) {
                continue;
            }
            var gap = new Gap(turn, next == null ? to : next);
            var last = gaps.isEmpty() ? null : gaps.get(gaps.size() - 1);
            if (last != null && last.to().equals(gap.from())) {
                gaps.set(gaps.size() - 1, new Gap(last.from(), gap.to()));
            } else {
                gaps.add(gap);
            }
        }
        return List.copyOf(gaps);
    }
}
