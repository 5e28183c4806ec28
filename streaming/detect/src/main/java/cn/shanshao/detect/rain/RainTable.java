package cn.shanshao.detect.rain;

import cn.shanshao.detect.Lens;
import cn.shanshao.detect.Past;
import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.Level;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the rain stands in a table of the four colours (四色预警表), of which any one column is enough. Judged is the
 * <em>rank</em>: 1 at the limit of blue, 2 at yellow, 3 at orange, 4 at red, on the line between, below 5; the greatest of
 * all columns, of which {@link Sample#column} tells the one that decides. A column of which too much is missing keeps the
 * rank that it had; while one has never been seen in full, nothing is told below the lowest limit until something was told
 * above it: who takes over an open episode lowers it by no ignorance of his own.
 *
 * <p>Parameters: {@code 10min.blue}, {@code 1h.blue} … {@code 15d.red}, mm; {@code known}, the share of a column's time that
 * must be seen, default {@value Amount#ENOUGH}; {@code missingIsZero}; {@code from}, the lowest limit of the rule.
 */
public final class RainTable implements Lens {
    /** The times that a column may be of, as {@link RainRecord#SPANS}. */
    public static final List<String> SPANS = List.of("10min", "1h", "3h", "6h", "12h", "24h", "3d", "7d", "15d");

    /**
     * One duration of the table.
     *
     * @param number in {@link #SPANS}, from 1 on
     * @param limits mm, of blue to red; NaN where it has none
     */
    public record Column(int number, double[] limits) {
        public Duration span() {
            return RainRecord.SPANS.get(number - 1);
        }

        /** The limit of a level; where the column has none, that of the next milder one, else of the mildest. */
        public double limit(Level level) {
            for (var i = level.rank() - 1; i >= 0; i--) {
                if (!Double.isNaN(limits[i])) {
                    return limits[i];
                }
            }
            return Arrays.stream(limits).filter(one -> !Double.isNaN(one)).min().orElse(Double.NaN);
        }

        private Column lowered(double factor) {
            return factor == 1
                    ? this
                    : new Column(
                            number,
                            Arrays.stream(limits).map(limit -> limit * factor).toArray());
        }

        /** Where so much rain stands. */
        public double rank(double mm) {
            var low = 0.0;
            var rank = 0;
            for (var i = 0; i < limits.length; i++) {
                if (Double.isNaN(limits[i])) {
                    continue;
                }
                if (mm < limits[i]) {
                    return rank + (mm - low) / (limits[i] - low);
                }
                low = limits[i];
                rank = i + 1;
            }
            return mm > 0 ? rank + 1 - low / mm : rank;
        }

        /** The rain that stands there: the inverse of {@link #rank}. */
        public double mm(double rank) {
            var whole = (int) rank;
            var low = whole == 0 ? 0 : limits[Math.min(whole, limits.length) - 1];
            for (var i = whole; i < limits.length; i++) {
                if (!Double.isNaN(limits[i])) {
                    return low + (rank - whole) * (limits[i] - low);
                }
            }
            return low / (whole + 1 - rank);
        }
    }

    private final List<Column> columns;
    private final AfterQuake afterQuake;
    private final double need;
    private final double from;
    /** The rank of each column that was told last; NaN while it has never been seen in full. */
    private final double[] told;
    /** Something at the lowest limit or above it. */
    private boolean hasTold;

    private RainTable(List<Column> columns, AfterQuake afterQuake, double need, double from) {
        this.columns = columns;
        this.afterQuake = afterQuake;
        this.need = need;
        this.from = from;
        told = new double[columns.size()];
        Arrays.fill(told, Double.NaN);
    }

    public static RainTable of(Map<String, Double> params) {
        var need = Verdict.isMissingZero(params) ? 0 : params.getOrDefault("known", Amount.ENOUGH);
        return new RainTable(columns(params), AfterQuake.of(params), need, params.getOrDefault("from", 0.0));
    }

    /** The columns of which the parameters name a limit. */
    public static List<Column> columns(Map<String, Double> params) {
        var columns = new ArrayList<Column>();
        for (var number = 1; number <= SPANS.size(); number++) {
            var span = SPANS.get(number - 1);
            var limits = Arrays.stream(Level.values())
                    .mapToDouble(level -> params.getOrDefault(span + "." + level.wire(), Double.NaN))
                    .toArray();
            if (Arrays.stream(limits).anyMatch(limit -> limit > 0)) {
                columns.add(new Column(number, limits));
            }
        }
        return List.copyOf(columns);
    }

    /** The same with the limits that hold at a time, Unix ms: they may be lowered after an earthquake. */
    public static List<Column> columns(Map<String, Double> params, long at) {
        var factor = AfterQuake.of(params).at(at);
        return columns(params).stream().map(column -> column.lowered(factor)).toList();
    }

    /** The column that decided a sample of this method, with the limits of its time. */
    public static Optional<Column> decided(Map<String, Double> params, Sample judged) {
        return columns(params, judged.at()).stream()
                .filter(column -> column.number == judged.column())
                .findFirst();
    }

    @Override
    public @Nullable Sample look(Sample sample, Past past) {
        if (past.rain().newest() == null) {
            return null;
        }
        Sample worst = null;
        var isAllKnown = true;
        var factor = afterQuake.at(sample.at());
        for (var i = 0; i < columns.size(); i++) {
            var sum = past.rain().record().sum(columns.get(i).span());
            var rank = columns.get(i).rank(sum.mm() / factor);
            var isKnown = sum.sure() >= need;
            if (isKnown || rank > told[i]) {
                told[i] = rank;
            }
            isAllKnown &= !Double.isNaN(told[i]);
            var stands = Double.isNaN(told[i]) ? rank : told[i];
            if (worst == null || stands > worst.value()) {
                var flag = sum.suspect() == 0 ? sample.flag() : Flag.worse(sample.flag(), Flag.SUSPECT);
                worst = new Sample(sample.at(), stands, sample.mayOpen(), flag, columns.get(i).number);
            }
        }
        if (worst == null || !isAllKnown && !hasTold && worst.value() < from) {
            return null;
        }
        hasTold |= worst.value() >= from;
        return worst;
    }

    @Override
    public RainTable copy() {
        var copy = new RainTable(columns, afterQuake, need, from);
        System.arraycopy(told, 0, copy.told, 0, told.length);
        copy.hasTold = hasTold;
        return copy;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        for (var rank : told) {
            out.writeDouble(rank);
        }
        out.writeBoolean(hasTold);
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static RainTable read(Map<String, Double> params, DataInput in) throws IOException {
        var table = of(params);
        for (var i = 0; i < table.told.length; i++) {
            table.told[i] = in.readDouble();
        }
        table.hasTold = in.readBoolean();
        return table;
    }
}
