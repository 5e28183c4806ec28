package cn.shanshao.center.identity;

import cn.shanshao.center.China;
import cn.shanshao.center.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tree of divisions as it is today, held in memory; and the wall between them. A division may have had another
 * parent, or another name, before, and may get one on a day to come: it changes at midnight in China.
 */
@Component
public class Divisions {
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Tree tree;

    Divisions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        new DivisionSeed(jdbc).sow();
        this.tree = on(today());
    }

    /** @param byCode in the order of the codes */
    private record Tree(LocalDate day, Map<String, Division> byCode) {}

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), China.ZONE);
    }

    private Tree on(LocalDate day) {
        var byCode = new LinkedHashMap<String, Division>();
        at(day).forEach(d -> byCode.put(d.code(), d));
        return new Tree(day, byCode);
    }

    private Map<String, Division> byCode() {
        var known = tree;
        if (!known.day().equals(today())) {
            known = on(today());
            tree = known;
        }
        return known.byCode();
    }

    /** Reads the tree again; to be called when a change of it was committed. */
    void read() {
        tree = on(today());
    }

    /** The divisions of a day. */
    List<Division> at(LocalDate day) {
        return jdbc.sql("select code, name, parent from division_seat where valid_from <= ?"
                        + " and (valid_to is null or valid_to > ?) order by code")
                .params(day, day)
                .query(Division.class)
                .list();
    }

    /**
     * The division with that code.
     *
     * @throws Problem 422 when there is none
     */
    public Division get(String code) {
        return find(code).orElseThrow(() -> Problem.invalid("division", code, "the code of a division, e.g. 220282"));
    }

    public Optional<Division> find(String code) {
        return Optional.ofNullable(byCode().get(code));
    }

    public Collection<Division> list() {
        return List.copyOf(byCode().values());
    }

    /** The code of the province: the division without a parent. */
    public String root() {
        return byCode().values().stream()
                .filter(d -> d.parent() == null)
                .map(Division::code)
                .findFirst()
                .orElseThrow();
    }

    /** The division itself, its parent, … up to the root; empty when it is not known. */
    public List<String> lineage(String code) {
        var line = new ArrayList<String>();
        var known = byCode();
        for (var at = known.get(code); at != null; at = at.parent() == null ? null : known.get(at.parent())) {
            line.add(at.code());
        }
        return List.copyOf(line);
    }

    /** Whether {@code code} is {@code ancestor} or lies below it. */
    public boolean isUnder(String code, String ancestor) {
        return lineage(code).contains(ancestor);
    }

    /** The division itself and all below it. */
    public List<String> under(String ancestor) {
        return byCode().keySet().stream().filter(c -> isUnder(c, ancestor)).toList();
    }

    /** Whether it is the top of the tree, where what lies in a division that nobody knows (any more) is shown too. */
    public boolean isTop(String code) {
        return root().equals(code);
    }

    public boolean sees(CurrentUser user, String division) {
        return isUnder(division, user.division())
                || (isTop(user.division()) && find(division).isEmpty());
    }

    /**
     * The wall: a user sees what lies under the user's division, and of the rest not even that it is there.
     *
     * @throws Problem 404 naming {@code what} and {@code id}
     */
    public void mustSee(CurrentUser user, String division, String what, String id) {
        if (!sees(user, division)) {
            throw Problem.notFound(what, id);
        }
    }
}
