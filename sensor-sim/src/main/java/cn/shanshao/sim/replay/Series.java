package cn.shanshao.sim.replay;

import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.ingest.wire.Units;
import cn.shanshao.sim.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table as one channel of a device.
 *
 * @param unit as the column has it, and as it is sent: the contract converts
 * @param values in the order of the file
 * @param empty cells without a value
 * @param bad cells and times that could not be read, each with its line
 * @param repeated rows whose time stood in an earlier one: the later holds
 */
record Series(
        String device,
        String quantity,
        @Nullable String unit,
        List<Value> values,
        int empty,
        List<String> bad,
        int repeated) {
    /** SenML cannot say an earlier one: it would be taken for a relative time. */
    private static final Instant FIRST = Instant.ofEpochSecond(1L << 28);

    Series {
        values = List.copyOf(values);
        bad = List.copyOf(bad);
    }

    record Value(Instant at, double value) {}

    /** What to send where. */
    record Wish(
            String column,
            String device,
            String quantity,
            @Nullable String unit) {}

    static Series of(Table table, Times times, Wish wish) {
        var column = table.column(wish.column());
        var unit = unit(wish, table.names().get(column));
        var values = new ArrayList<Value>();
        var bad = new ArrayList<String>();
        var seen = new HashSet<Instant>();
        var empty = 0;
        var repeated = 0;
        for (var row : table.rows()) {
            var cell = row.cell(column);
            var at = times.of(row);
            if (Table.isNothing(cell)) {
                empty++;
            } else if (at.isEmpty() || at.get().isBefore(FIRST)) {
                bad.add("line %d: no time that can be sent in %s"
                        .formatted(
                                row.line(),
                                times.columns().stream().map(row::cell).toList()));
            } else {
                var value = table.number(cell);
                if (value.isEmpty()) {
                    bad.add("line %d: %s is not a number: %s"
                            .formatted(row.line(), table.names().get(column), cell));
                } else {
                    repeated += seen.add(at.get()) ? 0 : 1;
                    values.add(new Value(at.get(), value.get()));
                }
            }
        }
        return new Series(wish.device(), wish.quantity(), unit, values, empty, bad, repeated);
    }

    /** The unit asked for; else the one in the heading, where the contract can convert it; else the quantity's own. */
    private static @Nullable String unit(Wish wish, String heading) {
        var row = Quantity.of(wish.quantity());
        if (row.isEmpty() && !wish.quantity().startsWith("x.")) {
            throw new Usage("there is no quantity %s in the contract; see docs/contract.md".formatted(wish.quantity()));
        }
        var own = row.map(Quantity::unit);
        if (wish.unit() != null
                && own.isPresent()
                && Units.convert(1, wish.unit(), own.get()).isEmpty()) {
            throw new Usage("%s is measured in %s, and %s cannot be converted; it takes %s"
                    .formatted(wish.quantity(), own.get(), wish.unit(), String.join(" ", Units.accepted(own.get()))));
        }
        if (wish.unit() != null) {
            return wish.unit();
        }
        return Headings.unit(heading)
                .filter(unit ->
                        own.isEmpty() || Units.convert(1, unit, own.get()).isPresent())
                .or(() -> own)
                .orElse(null);
    }

    /** The median time between two values; a day when there are fewer than two. */
    Duration step() {
        var steps = new ArrayList<Long>();
        var sorted = values.stream().map(Value::at).sorted().toList();
        for (var i = 1; i < sorted.size(); i++) {
            steps.add(Duration.between(sorted.get(i - 1), sorted.get(i)).toMillis());
        }
        steps.removeIf(ms -> ms == 0);
        steps.sort(null);
        return steps.isEmpty() ? Duration.ofDays(1) : Duration.ofMillis(steps.get(steps.size() / 2));
    }
}
