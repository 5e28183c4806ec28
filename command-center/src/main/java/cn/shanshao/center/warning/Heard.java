package cn.shanshao.center.warning;

import cn.shanshao.ingest.wire.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people were told of a warning and still holds, in the order in which they heard it: a number is given when a notice
 * is drafted, and a later one may be signed first. Each act has a level of its own, for each is signed by its own table: a
 * county that calls one slope's people out has not warned the public, and cannot take back what the province told it.
 */
record Heard(List<Notice> notices) {
    Heard {
        notices = List.copyOf(notices);
    }

    /** @param all notices of the warning, also those that never went out */
    static Heard of(Collection<Notice> all) {
        var heard = new ArrayList<Notice>();
        all.stream()
                .filter(notice -> notice.state() == NoticeState.ISSUED)
                .sorted(Comparator.comparing(
                        Notice::issuedAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder())))
                .forEach(notice -> {
                    if (notice.endsAll()) {
                        heard.clear();
                    } else {
                        heard.add(notice);
                    }
                });
        return new Heard(heard);
    }

    boolean isEmpty() {
        return notices.isEmpty();
    }

    Optional<Notice> last() {
        return notices.isEmpty() ? Optional.empty() : Optional.of(notices.get(notices.size() - 1));
    }

    /** Public, where anything was told publicly: who hears of a warning hears of its end. */
    Act act() {
        return notices.stream().anyMatch(n -> n.act() == Act.PUBLIC) ? Act.PUBLIC : Act.EVACUATION;
    }

    /** Which level holds by that act; {@code null} where nothing was told by it but what is unverified. */
    @Nullable
    Level by(Act act) {
        return levels().get(act);
    }

    /** Those by that act. */
    List<Notice> those(Act act) {
        return notices.stream().filter(notice -> notice.act() == act).toList();
    }

    /**
     * Those of which a correction sets the word right.
     *
     * @param level that holds after it; {@code null}: nothing does, and it takes back what was told by either act
     */
    List<Notice> setRight(Act act, @Nullable Level level) {
        return level == null ? notices : those(act);
    }

    /** The gravest that holds; {@code null} where nothing was told but what is unverified. */
    @Nullable
    Level gravest() {
        return levels().values().stream().max(Comparator.naturalOrder()).orElse(null);
    }

    private Map<Act, Level> levels() {
        var levels = new EnumMap<Act, Level>(Act.class);
        for (var notice : notices) {
            var level = notice.level();
            if (level == null || notice.purpose() == Purpose.UNVERIFIED) {
                continue;
            }
            // a public word that things are better goes to everybody, those who were called out among them
            if (notice.purpose() == Purpose.DOWNGRADE && notice.act() == Act.PUBLIC) {
                levels.replaceAll((act, before) -> level);
            }
            levels.put(notice.act(), level);
        }
        return levels;
    }

    /** The same, once people have heard this too. */
    Heard with(Notice next) {
        var all = new ArrayList<>(notices);
        all.removeIf(n -> Objects.equals(n.id(), next.id()));
        all.add(next);
        return new Heard(all);
    }
}
