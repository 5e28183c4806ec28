package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sirens that sound at a point since before its state was lost: whoever takes the episode over stops them with it, and
 * where it is not found again they are stopped after a while.
 */
final class Debts {
    /** For so long an episode is looked for, ms. */
    private static final long LOOK_FOR = 600_000;

    private final PointTable table;
    private final Sirens sirens;

    Debts(PointTable table, Sirens sirens) {
        this.table = table;
        this.sirens = sirens;
    }

    /**
     * The command centre holds an episode that had met a standing order.
     *
     * @param id under which it goes on here
     */
    void note(Alert open, String id) {
        var isSounding = table.all()
                .anyMatch(one -> one.alert().id().equals(id) && !one.sirens().isEmpty());
        if (open.standingOrder() != null && !isSounding) {
            table.owed.put(id, new Owed(open, table.now.toEpochMilli() + LOOK_FOR));
            sirens.hold(open);
        }
    }

    /** The episode is found again. */
    OpenAlert takeOver(OpenAlert open) {
        var owed = table.owed.remove(open.alert().id());
        return owed == null || !open.sirens().isEmpty() ? open : sirens.takeOver(open, owed.alert());
    }

    /** An episode that is over, as the command centre held it; {@code null} where nobody looks for it any more. */
    @Nullable
    Alert of(Alert over) {
        var owed = table.owed.remove(over.id());
        return owed == null ? null : owed.alert();
    }

    void settle() {
        var wall = table.now.toEpochMilli();
        for (var entry : List.copyOf(table.owed.entrySet())) {
            var owed = entry.getValue();
            var open = table.open.get(entry.getKey());
            if (open != null && open.sirens().isEmpty()) {
                table.open.put(entry.getKey(), takeOver(open));
            } else if (owed.until() <= wall) {
                table.owed.remove(entry.getKey());
                sirens.silence(sirens.of(owed.alert()), owed.alert());
            }
        }
    }

    /** When the next one has been looked for long enough, in processing time; {@link Long#MAX_VALUE} for never. */
    long due() {
        return table.owed.values().stream().mapToLong(Owed::until).min().orElse(Long.MAX_VALUE);
    }
}
