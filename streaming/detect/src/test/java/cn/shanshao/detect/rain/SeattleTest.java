package cn.shanshao.detect.rain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.detect.Channel;
import cn.shanshao.detect.Lens;
import cn.shanshao.detect.RainEye;
import cn.shanshao.detect.Rule;
import cn.shanshao.detect.Sample;
import cn.shanshao.detect.score.Contingency;
import cn.shanshao.detect.score.RocArea;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of Seattle on the gauges that they were made for; what is missing is zero, as in the published tables. */
class SeattleTest {
    private static final Path HERE = Path.of("src/test/resources/records/usgs");
    private static final Path SENSOR_SIM = Path.of("../../sensor-sim/src/main/resources/records/usgs");
    private static final double HUNDREDTH = 0.254;
    private static final int ANTECEDENT_HOURS = 432;

    private record Row(LocalDateTime at, double mm) {
        long ms() {
            return at.toInstant(ZoneOffset.UTC).toEpochMilli();
        }
    }

    private static List<Row> gauge(String name) throws IOException {
        var file = name + "_t.txt";
        var path = Files.exists(HERE.resolve(file)) ? HERE.resolve(file) : SENSOR_SIM.resolve(file);
        return Files.readAllLines(path).stream()
                .filter(line -> !line.isBlank())
                .map(line -> new Row(
                        LocalDate.parse(line.substring(2, 10), DateTimeFormatter.BASIC_ISO_DATE)
                                .atStartOfDay()
                                .plusHours(Integer.parseInt(line.substring(10, 12))),
                        HUNDREDTH * Integer.parseInt(line.substring(12).trim())))
                .toList();
    }

    private static Set<LocalDate> slides() throws IOException {
        return Files.readAllLines(SENSOR_SIM.resolve("dates2011Muk.txt")).stream()
                .filter(line -> !line.isBlank())
                .map(line -> LocalDate.parse(line.trim(), DateTimeFormatter.ofPattern("MM/dd/yyyy")))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"KPAE, 4, 25, 0.886", "KSEA, 3, 38, 0.893", "KBFI, 6, 25, 0.922"})
    void threeDaysAgainstFifteen(String name, int hits, int falseDays, double area) throws IOException {
        var worst = worstOfDays(gauge(name));
        var slides = slides();
        assertThat(worst.size()).isEqualTo(508);
        assertThat(slides).hasSize(11);
        assertThat(worst.keySet().containsAll(slides)).isTrue();

        var table = Contingency.EMPTY;
        for (var day : worst.entrySet()) {
            table = table.add(day.getValue() >= -1e-9, slides.contains(day.getKey()));
        }
        assertThat(table).isEqualTo(new Contingency(hits, 11 - hits, falseDays, 497 - falseDays));
        assertThat(RocArea.of(values(worst, slides, true), values(worst, slides, false)))
                .isCloseTo(area, within(5e-4));
    }

    /** The greatest margin of every day, without the first hours, before which not all is known. */
    private static Map<LocalDate, Double> worstOfDays(List<Row> rows) {
        var rain = RainRecord.full();
        var gauge = RainGauge.increments(3600);
        var byHour = rows.stream().collect(Collectors.toMap(Row::at, row -> row));
        var worst = new TreeMap<LocalDate, Double>();
        var start = rows.get(0).at;
        var end = rows.get(rows.size() - 1).at;
        for (var hour = start; !hour.isAfter(end); hour = hour.plusHours(1)) {
            var row = byHour.get(hour);
            if (row != null) {
                rain.take(Objects.requireNonNull(gauge.read(row.ms(), row.mm, Condition.FINE)));
            }
            if (!hour.isBefore(start.plusHours(ANTECEDENT_HOURS))) {
                worst.merge(hour.toLocalDate(), margin(rain, new Row(hour, 0).ms()), Math::max);
            }
        }
        return worst;
    }

    private static double margin(RainRecord rain, long now) {
        var limit = RainThreshold.SEATTLE_CUMULATIVE;
        var recent = Duration.ofHours(limit.recent());
        return limit.margin(
                rain.sum(now, recent).mm(),
                rain.sum(now - recent.toMillis(), Duration.ofHours(limit.before()))
                        .mm());
    }

    private static double[] values(Map<LocalDate, Double> worst, Set<LocalDate> slides, boolean with) {
        return worst.entrySet().stream()
                .filter(day -> slides.contains(day.getKey()) == with)
                .mapToDouble(Map.Entry::getValue)
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"KPAE, 4, 25", "KSEA, 3, 38", "KBFI, 6, 25"})
    void theLensOfARuleSeesTheSame(String name, int hits, int falseDays) throws IOException {
        var lens = RainAntecedent.of(withMissingZero(RainThreshold.SEATTLE_CUMULATIVE.params()));
        var exceeded = exceeded(lens, gauge(name));
        assertThat(exceeded).hasSize(hits + falseDays);
        exceeded.retainAll(slides());
        assertThat(exceeded).hasSize(hits);
    }

    @ParameterizedTest
    @CsvSource({"KPAE, 4, 25, 0.886", "KSEA, 3, 38, 0.893", "KBFI, 6, 25, 0.922"})
    void theEpisodesOfARuleSayTheSame(String name, int hits, int falseDays, double area) throws IOException {
        var rows = gauge(name);
        var worst = new TreeMap<LocalDate, Double>();
        var start = rows.get(0).at.plusHours(ANTECEDENT_HOURS);
        rows.stream().filter(row -> !row.at.isBefore(start)).forEach(row -> worst.put(row.at.toLocalDate(), 0.0));
        for (var percent = 1; percent <= 150; percent++) {
            for (var day : daysOfEpisodes(percent / 100.0, rows)) {
                worst.put(day, percent / 100.0);
            }
        }
        var slides = slides();
        var exceeded = daysOfEpisodes(1, rows);
        assertThat(exceeded).hasSize(hits + falseDays);
        exceeded.retainAll(slides);
        assertThat(exceeded).hasSize(hits);
        assertThat(RocArea.of(values(worst, slides, true), values(worst, slides, false)))
                .isCloseTo(area, within(3e-3));
    }

    /** The days on which a rule with this limit had an episode, as its words say. */
    private static Set<LocalDate> daysOfEpisodes(double limit, List<Row> rows) {
        var params = withMissingZero(RainThreshold.SEATTLE_CUMULATIVE.params());
        var to = new RuleConfig.AppliesTo("rain", null, null, null);
        var config = new RuleConfig(
                "seattle", 1, "rain-antecedent", to, params, Map.of(Level.ORANGE, limit), 0, 0, 0, null, false, null);
        var rules = List.of(Rule.of(config, null));
        var channel = new Channel("g", "rain");
        var days = new HashSet<LocalDate>();
        var isOpen = false;
        for (var row : rows) {
            for (var word : channel.judge(new Sample(row.ms(), row.mm, true, Flag.PASS), rules, row.ms())) {
                isOpen = word.change().episode().isOpen();
            }
            if (isOpen && !row.at.isBefore(rows.get(0).at.plusHours(ANTECEDENT_HOURS))) {
                days.add(row.at.toLocalDate());
            }
        }
        return days;
    }

    @ParameterizedTest
    @CsvSource({"KBFI, 2, 2", "KPAE, 1, 1"})
    void intensityAgainstDuration(String name, int days, int hits) throws IOException {
        var lens = RainIntensityDuration.of(withMissingZero(RainThreshold.SEATTLE_INTENSITY.params()));
        var exceeded = exceeded(lens, gauge(name));
        assertThat(exceeded).hasSize(days);
        exceeded.retainAll(slides());
        assertThat(exceeded).hasSize(hits);
    }

    private static Map<String, Double> withMissingZero(Map<String, Double> limit) {
        Map<String, Double> params = new HashMap<>(limit);
        params.put("missingIsZero", 1.0);
        return params;
    }

    private static Set<LocalDate> exceeded(Lens lens, List<Row> rows) {
        var eye = RainEye.onIncrements(lens);
        return rows.stream()
                .filter(row -> {
                    var made = eye.look(new Sample(row.ms(), row.mm, true, Flag.PASS));
                    return made != null && made.value() >= 1;
                })
                .map(row -> row.at.toLocalDate())
                .collect(Collectors.toSet());
    }
}
