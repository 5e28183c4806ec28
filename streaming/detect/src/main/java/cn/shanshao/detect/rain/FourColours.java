package cn.shanshao.detect.rain;

import cn.shanshao.ingest.wire.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table of the four warning colours (四色预警表): for each of some durations, the rain from which on a colour holds; any
 * one column is enough.
 *
 * @param place where it holds, as its source calls it
 * @param columns by hours
 */
public record FourColours(String place, Map<Integer, Column> columns) {
    /** mm in the duration of the column, each above the one before. */
    public record Column(double blue, double yellow, double orange, double red) {
        public Column {
            if (!(blue > 0 && yellow > blue && orange > yellow && red > orange)) {
                throw new IllegalArgumentException("limits must rise from blue to red, were %s, %s, %s, %s mm"
                        .formatted(blue, yellow, orange, red));
            }
        }

        /** As the levels of a rule. */
        public Map<Level, Double> levels() {
            return Map.of(Level.BLUE, blue, Level.YELLOW, yellow, Level.ORANGE, orange, Level.RED, red);
        }

        Optional<Level> level(double mm) {
            return levels().entrySet().stream()
                    .filter(limit -> mm >= limit.getValue())
                    .map(Map.Entry::getKey)
                    .max(Comparator.naturalOrder());
        }
    }

    /** Jianghua county, Hunan (江华县): the county's plan for flash floods and geohazards. */
    public static final FourColours JIANGHUA = new FourColours(
            "湖南江华",
            Map.of(
                    1, new Column(35, 45, 60, 80),
                    3, new Column(55, 75, 100, 120),
                    6, new Column(70, 95, 120, 150),
                    24, new Column(100, 130, 160, 200)));

    /**
     * Debris flows of Wenjiagou, Sichuan (文家沟), after wet weeks: levels IV to I of the source, Chen et al. (2020), are
     * taken as blue to red.
     */
    public static final FourColours WENJIAGOU_WET =
            new FourColours("四川文家沟（前期湿润）", Map.of(1, new Column(38.43, 43.71, 49.04, 56.46)));

    /** The same after moderately wet weeks. */
    public static final FourColours WENJIAGOU_MODERATE =
            new FourColours("四川文家沟（前期中等）", Map.of(1, new Column(39.48, 45.65, 51.4, 58.5)));

    /** All tables, for a list to choose from. */
    public static final List<FourColours> ALL = List.of(JIANGHUA, WENJIAGOU_WET, WENJIAGOU_MODERATE);

    public FourColours {
        columns = Map.copyOf(columns);
    }

    /** As the parameters of a rule of {@link RainTable}. */
    public Map<String, Double> params() {
        var params = new TreeMap<String, Double>();
        columns.forEach((hours, column) ->
                column.levels().forEach((level, mm) -> params.put(hours + "h." + level.wire(), mm)));
        return params;
    }

    /** The gravest colour of any column; empty says nothing while the sums are incomplete. */
    public Optional<Level> level(RainRecord rain) {
        return new TreeMap<>(columns)
                .entrySet().stream()
                        .flatMap(column ->
                                column
                                        .getValue()
                                        .level(rain.sum(Duration.ofHours(column.getKey()))
                                                .mm())
                                        .stream())
                        .max(Comparator.naturalOrder());
    }
}
