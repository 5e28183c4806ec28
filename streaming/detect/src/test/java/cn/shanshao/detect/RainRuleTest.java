package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.rain.FourColours;
import cn.shanshao.detect.rain.RainThreshold;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A rain gauge under all the rules that a county begins with. */
class RainRuleTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final Map<Level, Double> RANKS =
            Map.of(Level.BLUE, 1.0, Level.YELLOW, 2.0, Level.ORANGE, 3.0, Level.RED, 4.0);

    private static Rule rule(String quantity, String method, Map<String, Double> params, Map<Level, Double> levels) {
        var to = new RuleConfig.AppliesTo(quantity, null, null, null);
        return Rule.of(
                new RuleConfig(
                        "county-" + method + params.size(),
                        1,
                        method,
                        to,
                        params,
                        levels,
                        0,
                        3600,
                        0,
                        null,
                        false,
                        null),
                null);
    }

    private static List<Rule> rules(String quantity) {
        return List.of(
                rule(quantity, "rain-table", FourColours.JIANGHUA.params(), RANKS),
                rule(quantity, "rain-sum", Map.of("hours", 1 / 6.0), Map.of(Level.YELLOW, 15.0, Level.RED, 25.0)),
                rule(quantity, "rain-antecedent", Map.of(), Map.of(Level.YELLOW, 1.0)),
                rule(quantity, "rain-intensity-duration", Map.of(), Map.of(Level.YELLOW, 1.0)),
                rule(
                        quantity,
                        "rain-intensity-duration",
                        RainThreshold.GUZZETTI_2008.params(),
                        Map.of(Level.BLUE, 2.0)),
                rule(quantity, "rain-effective", Map.of(), Map.of(Level.YELLOW, 100.0)),
                rule(quantity, "soil-water-index", Map.of("step", 1.0), Map.of(Level.YELLOW, 110.0, Level.RED, 160.0)));
    }

    private static byte[] written(Channel channel) throws IOException {
        var bytes = new ByteArrayOutputStream();
        channel.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Test
    void allRulesOfAGaugeTogetherTakeLittle() throws IOException {
        var random = new Random(7);
        var rules = rules("rain.total");
        var channel = new Channel("jl-220282-0417-rain", "rain.total");
        var total = 0.0;
        var largest = 0;
        for (var minute = 0; minute < 40 * 24 * 60; minute++) {
            var isWet = minute / 60 % 7 < 4;
            total += isWet && random.nextInt(4) == 0 ? 0.2 * (1 + random.nextInt(3)) : 0;
            var at = Gauge.START + minute * MINUTE;
            if (random.nextInt(20) != 0 && minute / 60 % 50 != 0) {
                channel.isRepeat(at);
                var flag = random.nextInt(300) == 0 ? Flag.SUSPECT : Flag.PASS;
                channel.judge(new Sample(at, total, true, flag), rules, at);
            }
            if (minute % 997 == 0) {
                largest = Math.max(largest, written(channel).length);
            }
        }
        assertThat(largest).isBetween(2_000, 8_000);
    }

    @Test
    void aTableTellsTheColumnThatDecidesAlsoAfterARestart() throws IOException {
        var rules = rules("rain").subList(0, 1);
        var channel = new Channel("g1", "rain");
        List<Channel.Word> words = new ArrayList<>();
        for (var hour = 0; hour <= 30; hour++) {
            var at = Gauge.START + hour * HOUR;
            var mm = hour >= 28 ? 25.5 : 0;
            words.addAll(channel.judge(new Sample(at, mm, true, Flag.PASS), rules, at));
        }
        assertThat(words).hasSize(1);
        var raised = words.get(0).change().episode();
        assertThat(raised.level()).isEqualTo(Level.YELLOW);

        var again = Channel.read(new DataInputStream(new ByteArrayInputStream(written(channel))));
        var repeated = again.repeat(true).get(0).change().episode();
        assertThat(repeated).isEqualTo(raised);
        assertThat(repeated.last().column()).as("three hours").isEqualTo(3);
    }

    @Test
    void whetherAGaugeCountsOrAddsIsKnownFromItsQuantity() {
        for (var quantity : List.of("rain", "rain.total")) {
            var rules = List.of(rule(quantity, "rain-sum", Map.of("hours", 3.0), Map.of(Level.YELLOW, 50.0)));
            var channel = new Channel("g1", quantity);
            var words = new ArrayList<Channel.Word>();
            for (var hour = 0; hour <= 6; hour++) {
                var at = Gauge.START + hour * HOUR;
                words.addAll(
                        channel.judge(new Sample(at, quantity.equals("rain") ? 20 : 20 * hour, true, 1), rules, at));
            }
            assertThat(words).hasSize(1);
            assertThat(words.get(0).change().episode().last().value()).isEqualTo(60);
        }
    }

    @Test
    void anEpisodeThatWasTakenOverIsNotLoweredByWhatIsMissing() {
        var params = new HashMap<>(Map.of("hours", 24.0));
        var rules = List.of(rule("rain", "rain-sum", params, Map.of(Level.YELLOW, 50.0, Level.RED, 100.0)));
        var channel = new Channel("g1", "rain");
        var red = new Sample(Gauge.START - HOUR, 120, true, Flag.PASS);
        var open = new Episode(red.at(), red.at(), Level.RED, Level.RED, Long.MAX_VALUE, red);
        channel.adopt("county-rain-sum1", "an-id", 5, AlertState.RAISED, open);
        for (var hour = 0; hour < 20; hour++) {
            var at = Gauge.START + hour * HOUR;
            assertThat(channel.judge(new Sample(at, 0.4, true, Flag.PASS), rules, at))
                    .allSatisfy(
                            word -> assertThat(word.change().episode().level()).isEqualTo(Level.RED));
        }
    }

    /** The last word on each episode: rule, opening, highest level, whether it is open. */
    private static TreeSet<String> outcomes(List<Channel.Word> words) {
        var last = new HashMap<String, Channel.Word>();
        words.forEach(word -> last.put(word.change().id(), word));
        var outcomes = new TreeSet<String>();
        last.values().stream().filter(word -> !word.change().withdrawn()).forEach(word -> {
            var episode = word.change().episode();
            outcomes.add("%s %d %s %s".formatted(word.rule(), episode.opened(), episode.highest(), episode.isOpen()));
        });
        return outcomes;
    }

    @Test
    void whatRulesFindDoesNotDependOnTheOrderOfArrivalNorOnARestart() throws IOException {
        var random = new Random(11);
        List<Sample> readings = new ArrayList<>();
        var total = 0.0;
        for (var minute = 0; minute < 12 * 24 * 60; minute++) {
            var isStorm = minute / 60 % 90 > 70;
            total += isStorm ? 0.2 * random.nextInt(5) : 0;
            if (minute % 3 == 0 && minute / 60 % 60 != 5) {
                readings.add(new Sample(Gauge.START + minute * MINUTE, total, true, Flag.PASS));
            }
        }
        var inOrder = judged(readings, false);
        List<Sample> shuffled = new ArrayList<>();
        for (var i = 0; i < readings.size(); i += 3) {
            var three = new ArrayList<>(readings.subList(i, Math.min(i + 3, readings.size())));
            Collections.shuffle(three, random);
            shuffled.addAll(three);
        }
        assertThat(inOrder).hasSizeGreaterThan(5);
        assertThat(judged(shuffled, false)).isEqualTo(inOrder);
        assertThat(judged(shuffled, true)).isEqualTo(inOrder);
    }

    private static TreeSet<String> judged(List<Sample> readings, boolean restarts) throws IOException {
        var rules = rules("rain.total");
        var channel = new Channel("g1", "rain.total");
        var words = new ArrayList<Channel.Word>();
        for (var i = 0; i < readings.size(); i++) {
            var sample = readings.get(i);
            words.addAll(channel.judge(sample, rules, sample.at()));
            if (restarts && i % 301 == 0) {
                channel = Channel.read(new DataInputStream(new ByteArrayInputStream(written(channel))));
            }
        }
        return outcomes(words);
    }
}
