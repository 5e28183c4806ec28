package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes the tree of divisions, from a day on; what was before stays known. */
@Component
class DivisionSeats {
    private final JdbcClient jdbc;
    private final Divisions divisions;
    private final List<DivisionUse> uses;

    DivisionSeats(JdbcClient jdbc, Divisions divisions, List<DivisionUse> uses) {
        this.jdbc = jdbc;
        this.divisions = divisions;
        this.uses = List.copyOf(uses);
    }

    /** A place in the tree, that holds until a later one. */
    record Seat(String code, String name, @Nullable String parent, LocalDate validFrom) {}

    /** When the newest place begins and, where the division leaves the tree, ends. */
    private record Term(
            String code, LocalDate validFrom, @Nullable LocalDate validTo) {}

    /** The place without an end; until the transaction is over nobody else changes where the division stands. */
    Optional<Seat> newest(String code) {
        return jdbc.sql("select code, name, parent, valid_from from division_seat join division using (code)"
                        + " where code = ? and valid_to is null for update of division")
                .param(code)
                .query(Seat.class)
                .optional();
    }

    /**
     * Gives a division a name and a parent from a day on; makes it when there is none.
     *
     * @throws Problem 422 when the parent is none of that day, or lies below; 409 when a later change is known already
     */
    void take(Seat seat) {
        var before = last(seat.code());
        mustHang(seat);
        if (before.isEmpty()) {
            jdbc.sql("insert into division (code) values (?) on conflict do nothing")
                    .param(seat.code())
                    .update();
        } else {
            mustBeLater(before.get(), seat.validFrom());
            if (before.get().validTo() == null) {
                end(seat.code(), before.get().validFrom(), seat.validFrom());
            }
        }
        jdbc.sql("insert into division_seat (code, name, parent, valid_from) values (?, ?, ?, ?)")
                .params(seat.code(), seat.name(), seat.parent(), seat.validFrom())
                .update();
    }

    private Optional<Term> last(String code) {
        return jdbc.sql("select code, valid_from, valid_to from division_seat where code = ?"
                        + " order by valid_from desc limit 1")
                .param(code)
                .query(Term.class)
                .optional();
    }

    /**
     * Takes a division out of the tree from a day on.
     *
     * @throws Problem 409 when something hangs on it that day or later or lies in it, or a later change is known already
     */
    void leave(Seat seat, LocalDate from) {
        mustBeLater(new Term(seat.code(), seat.validFrom(), null), from);
        var below = jdbc.sql("select distinct code from division_seat where parent = ?"
                        + " and (valid_to is null or valid_to > ?) order by code")
                .params(seat.code(), from)
                .query(String.class)
                .list();
        if (!below.isEmpty()) {
            throw Problem.conflict("%s hang on %s that day or later".formatted(below, seat.code()));
        }
        mustBeEmpty(seat.code());
        end(seat.code(), seat.validFrom(), from);
    }

    /** Its people would see nothing any more, and what lies in it nobody but the province. */
    private void mustBeEmpty(String code) {
        var found = new TreeMap<String, Long>();
        uses.forEach(use -> found.putAll(use.in(code)));
        if (!found.isEmpty()) {
            throw Problem.conflict("%s still has %s: move them to another division first".formatted(code, found));
        }
    }

    private static void mustBeLater(Term before, LocalDate from) {
        if (before.validTo() != null && from.isBefore(before.validTo())) {
            throw Problem.conflict(
                    "%s leaves the tree on %s, a change must not be before".formatted(before.code(), before.validTo()));
        }
        if (from.isBefore(before.validFrom())) {
            throw Problem.conflict("%s has its place from %s on, a change must not be before"
                    .formatted(before.code(), before.validFrom()));
        }
    }

    /** On its first day, and on every later one on which the tree changes already. */
    private void mustHang(Seat seat) {
        var days = jdbc.sql(
                        "select distinct valid_from from division_seat where valid_from > ? union select cast(? as date)")
                .params(seat.validFrom(), seat.validFrom())
                .query(LocalDate.class)
                .list();
        for (var day : days) {
            Map<String, Division> tree =
                    divisions.at(day).stream().collect(Collectors.toMap(Division::code, Function.identity()));
            var above = new HashSet<String>();
            for (var at = tree.get(seat.parent()); at != null && above.add(at.code()); ) {
                at = at.parent() == null ? null : tree.get(at.parent());
            }
            if (!above.contains(divisions.root()) || above.contains(seat.code())) {
                throw Problem.invalid(
                        "parent",
                        seat.parent(),
                        "a division of %s that does not lie below %s".formatted(day, seat.code()));
            }
        }
    }

    /** One that begins on the same day was never in force. */
    private void end(String code, LocalDate validFrom, LocalDate from) {
        jdbc.sql("delete from division_seat where code = ? and valid_from = ? and valid_from = ?")
                .params(code, validFrom, from)
                .update();
        jdbc.sql("update division_seat set valid_to = ? where code = ? and valid_to is null")
                .params(from, code)
                .update();
    }
}
