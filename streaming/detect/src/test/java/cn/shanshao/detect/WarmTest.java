package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.Warmth.Stretch;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A channel that has lost its memory, or meets a new rule, in the middle of things. */
class WarmTest {
    private static final Path PREONZO = Path.of("../../sensor-sim/src/main/resources/records/preonzo");
    private static final long DAY = 86_400_000;
    private static final List<Rule> RULES = DefaultRules.of("displacement").stream()
            .map(rule -> Rule.of(rule, null))
            .toList();

    private final List<Channel.Word> said = new ArrayList<>();
    private Channel channel = fresh();

    private static Channel fresh() {
        var channel = new Channel("d", "displacement");
        channel.waitForHistory();
        return channel;
    }

    private static List<Sample> preonzo(String name) throws IOException {
        var samples = new ArrayList<Sample>();
        for (var line : Files.readAllLines(PREONZO.resolve("preonzo_" + name + "_daily.csv"))) {
            var cells = line.split(",", -1);
            if (Character.isDigit(cells[0].charAt(0))) {
                var at = LocalDate.parse(cells[0]).atStartOfDay(ZoneOffset.UTC).toInstant();
                samples.add(sample(at.toEpochMilli(), Double.parseDouble(cells[1])));
            }
        }
        return samples;
    }

    private static Sample sample(long at, double value) {
        return new Sample(at, value, true, Flag.PASS);
    }

    private static List<Stretch> history(List<Sample> samples) {
        return samples.stream().map(sample -> new Stretch(sample, 1)).toList();
    }

    private void judge(List<Sample> samples, List<Rule> rules) {
        samples.forEach(sample -> said.addAll(channel.judge(sample, rules, sample.at())));
    }

    private void warm(List<Stretch> history, List<Rule> rules) {
        channel.collect();
        var wanted = Objects.requireNonNull(channel.wanted(rules));
        assertThat(history).allMatch(stretch -> stretch.sample().at() < wanted.to());
        said.addAll(channel.warm(Warmth.of(wanted.rules(), history), rules));
    }

    private static Map<String, Episode> open(List<Channel.Word> words) {
        var open = new TreeMap<String, Episode>();
        for (var word : words) {
            if (word.change().state() == AlertState.CLEARED) {
                open.remove(word.rule());
            } else {
                open.put(word.rule(), word.change().episode());
            }
        }
        return open;
    }

    /** The reading that it stands on is the newest when it was told last. */
    private static Map<String, List<Object>> outcomes(Map<String, Episode> open) {
        var outcomes = new TreeMap<String, List<Object>>();
        open.forEach((rule, episode) ->
                outcomes.put(rule, List.of(episode.opened(), episode.since(), episode.level(), episode.highest())));
        return outcomes;
    }

    private static Map<String, Episode> always(List<Sample> samples) {
        var channel = new Channel("d", "displacement");
        var words = new ArrayList<Channel.Word>();
        samples.forEach(sample -> words.addAll(channel.judge(sample, RULES, sample.at())));
        return open(words);
    }

    @ParameterizedTest
    @CsvSource({"E1,20", "E1,32", "E2,25", "E2,33", "E3,15", "E3,30", "E3,34"})
    void standsWhereItWouldHaveStoodAndSaysNothingUntilThen(String name, int lost) throws Exception {
        var record = preonzo(name);
        judge(record.subList(lost, lost + 1), RULES);
        assertThat(said).isEmpty();
        assertThat(channel.isWarming()).isTrue();

        warm(history(record.subList(0, lost)), RULES);
        assertThat(channel.lacksHistory()).isFalse();
        assertThat(outcomes(open(said))).isEqualTo(outcomes(always(record.subList(0, lost + 1))));
        assertThat(said).hasSize(open(said).size());

        judge(record.subList(lost + 1, record.size()), RULES);
        assertThat(outcomes(open(said))).isEqualTo(outcomes(always(record)));
    }

    @Test
    void aWaitThatLastsForManyReadingsLosesNone() throws Exception {
        var record = preonzo("E1");
        judge(record.subList(10, 20), RULES);
        rewrite();
        judge(record.subList(20, 34), RULES);
        assertThat(said).isEmpty();
        warm(history(record.subList(0, 10)), RULES);
        assertThat(outcomes(open(said))).isEqualTo(outcomes(always(record.subList(0, 34))));
        judge(record.subList(34, record.size()), RULES);
        assertThat(outcomes(open(said))).isEqualTo(outcomes(always(record)));
    }

    private void rewrite() throws IOException {
        var bytes = new ByteArrayOutputStream();
        channel.write(new DataOutputStream(bytes));
        channel = Channel.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        channel.waitForHistory();
    }

    private static Rule threshold() {
        var to = new RuleConfig.AppliesTo("displacement", null, null, null);
        var levels = Map.of(Level.ORANGE, 30.0, Level.RED, 50.0);
        return Rule.of(new RuleConfig("site", 1, "threshold", to, Map.of(), levels, 0, 0, 1, null, false, null), null);
    }

    private static List<Sample> minutes(int from, int to, double value) {
        return IntStream.range(from, to)
                .mapToObj(minute -> sample(minute * 60_000L, value))
                .toList();
    }

    @Test
    void aLimitIsJudgedAtOnceWhileTheChannelIsCorrected() {
        var rules = List.of(threshold());
        judge(minutes(0, 40, 35), rules);
        said.addAll(channel.correct(at -> at < 1_200_000, rules, 2_400_000));
        assertThat(channel.lacksHistory())
                .as("what is open began when it was masked")
                .isTrue();
        said.clear();

        judge(minutes(40, 41, 55), rules);
        assertThat(said).singleElement().satisfies(word -> {
            assertThat(word.change().episode().level()).isEqualTo(Level.RED);
            assertThat(word.isCold()).isFalse();
        });
        warm(history(minutes(20, 30, 35)), rules);
        assertThat(channel.lacksHistory()).isFalse();
        assertThat(open(said).get("site")).isNotNull().satisfies(episode -> {
            assertThat(episode.level()).isEqualTo(Level.RED);
            assertThat(episode.opened()).isEqualTo(1_200_000);
            assertThat(episode.since()).isEqualTo(2_400_000);
        });
    }

    @Test
    void anEpisodeThatWasTakenOverKeepsItsIdAndItsBeginning() throws Exception {
        var record = preonzo("E3");
        var before = always(record.subList(0, 30));
        assertThat(before).isNotEmpty();
        before.forEach((rule, episode) -> {
            var told = new Episode(
                    episode.since() + 7,
                    episode.since() + 7,
                    episode.level(),
                    episode.highest(),
                    Long.MAX_VALUE,
                    episode.last());
            channel.adopt(rule, "of-the-centre-" + rule, 99, AlertState.RAISED, told);
        });
        judge(record.subList(30, 31), RULES);
        assertThat(said).isEmpty();
        warm(history(record.subList(0, 30)), RULES);
        var now = always(record.subList(0, 31));
        before.forEach((rule, episode) -> {
            var level = Objects.requireNonNull(now.get(rule)).level();
            assertThat(open(said).get(rule)).isNotNull().satisfies(told -> {
                assertThat(told.level()).isEqualTo(level);
                if (level == episode.level()) {
                    assertThat(told.since()).isEqualTo(episode.since() + 7);
                }
            });
        });
        assertThat(said)
                .filteredOn(word -> before.containsKey(word.rule()))
                .allMatch(word -> word.change().id().equals("of-the-centre-" + word.rule()));
    }

    private static Rule velocity(long version, double samples) {
        var levels = Map.of(Level.BLUE, 2.0, Level.YELLOW, 5.0, Level.ORANGE, 20.0, Level.RED, 50.0);
        return Rule.of(
                new RuleConfig(
                        "v",
                        version,
                        "velocity",
                        new RuleConfig.AppliesTo("displacement", null, null, null),
                        Map.of("samples", samples),
                        levels,
                        0,
                        0,
                        1,
                        null,
                        false,
                        null),
                null);
    }

    /** So many mm/d for so many days, 24 readings a day. */
    private static List<Sample> walk(long start, double place, double rate, int days) {
        var samples = new ArrayList<Sample>();
        for (var i = 0; i < days * 24; i++) {
            samples.add(sample(start + i * DAY / 24, place + rate * i / 24));
        }
        return samples;
    }

    @Test
    void whatIsOverIsNotTold() {
        var start = 20_000 * DAY;
        var past = new ArrayList<>(walk(start, 0, 10, 10));
        past.addAll(walk(start + 10 * DAY, 100, 0, 20));
        var rules = List.of(velocity(1, 2));
        judge(walk(start + 30 * DAY, 100, 0, 1), rules);
        warm(history(past), rules);
        judge(walk(start + 31 * DAY, 100, 0, 1), rules);
        assertThat(said).isEmpty();
    }

    @Test
    void anEpisodeThatEndsWhileTheHistoryIsAwaitedIsNotToldEither() {
        var start = 20_000 * DAY;
        var rules = List.of(velocity(1, 2));
        judge(walk(start + 10 * DAY, 100, 0, 20), rules);
        warm(history(walk(start, 0, 10, 10)), rules);
        assertThat(said).isEmpty();
        judge(walk(start + 30 * DAY, 100, 10, 3), rules);
        assertThat(said).first().satisfies(word -> {
            assertThat(word.change().state()).isEqualTo(AlertState.RAISED);
            assertThat(word.change().episode().opened()).isGreaterThanOrEqualTo(start + 30 * DAY);
        });
    }

    @Test
    void aNewRuleRaisesAsOfWhenItsLimitWasPassedAndOthersGoOn() {
        var start = 20_000 * DAY;
        var crack = Rule.of(
                new RuleConfig(
                        "t",
                        1,
                        "threshold",
                        new RuleConfig.AppliesTo("displacement", null, null, null),
                        Map.of(),
                        Map.of(Level.RED, 1_000.0),
                        0,
                        0,
                        1,
                        null,
                        false,
                        null),
                null);
        var past = new ArrayList<>(walk(start, 0, 0, 10));
        past.addAll(walk(start + 10 * DAY, 0, 10, 10));
        judge(past, List.of(crack));
        var both = List.of(crack, velocity(1, 2));
        judge(List.of(sample(start + 20 * DAY, 2_000)), both);
        assertThat(said)
                .singleElement()
                .satisfies(word -> assertThat(word.rule()).isEqualTo("t"));
        said.clear();
        warm(history(past.subList(0, past.size() - 4)), both);
        assertThat(said).first().satisfies(word -> {
            assertThat(word.rule()).isEqualTo("v");
            assertThat(word.change().episode().opened()).isBetween(start + 10 * DAY, start + 11 * DAY);
        });
    }

    @Test
    void withoutItsHistoryARuleGoesOnAndSaysSoUntilItHasIt() throws Exception {
        var start = 20_000 * DAY;
        var rules = List.of(velocity(1, 2));
        var walk = walk(start, 0, 10, 10);
        judge(walk.subList(100, 102), rules);
        said.addAll(channel.goCold(rules));
        assertThat(channel.isWarming()).isFalse();
        judge(walk.subList(102, 150), rules);
        assertThat(said).isNotEmpty().allMatch(Channel.Word::isCold);
        var id = said.get(0).change().id();
        said.clear();
        rewrite();
        judge(walk.subList(150, 151), rules);

        channel.collect();
        var wanted = Objects.requireNonNull(channel.wanted(rules));
        judge(walk.subList(151, 160), rules);
        assertThat(channel.isStill(wanted, rules)).isTrue();
        said.addAll(channel.warm(
                Warmth.of(
                        wanted.rules(),
                        history(walk.stream()
                                .filter(sample -> sample.at() < wanted.to())
                                .toList())),
                rules));
        assertThat(said).isNotEmpty();
        assertThat(said.get(said.size() - 1)).satisfies(word -> {
            assertThat(word.isCold()).isFalse();
            assertThat(word.change().id()).isEqualTo(id);
        });
    }

    @Test
    void aLateReadingFromBeforeAsksForTheHistoryAnew() {
        var start = 20_000 * DAY;
        var rules = List.of(velocity(1, 2));
        judge(List.of(sample(start, 1)), rules);
        var wanted = Objects.requireNonNull(channel.wanted(rules));
        assertThat(channel.isStill(wanted, rules)).isTrue();
        judge(List.of(sample(start - 60_000, 1)), rules);
        assertThat(channel.isStill(wanted, rules)).isFalse();
        assertThat(Objects.requireNonNull(channel.wanted(rules)).to()).isEqualTo(start - 60_000);
    }

    @Test
    void meansOfALongRecordTellAlmostAsMuchAsTheRecord() {
        var minutes = 100 * 24 * 60;
        var random = new java.util.Random(7);
        var samples = new ArrayList<Sample>();
        for (var i = 0; i < minutes; i++) {
            var left = 110 - i / 1440.0;
            samples.add(sample(20_000 * DAY + i * 60_000L, 400 / left + random.nextGaussian() * 0.2));
        }
        var raw = Warmth.of(RULES, history(samples));
        var thinned = new ArrayList<Stretch>();
        for (var i = 0; i < minutes; ) {
            var age = Duration.ofMinutes(minutes - i);
            var size = age.toDays() >= 8 ? 240 : age.toDays() >= 1 ? 10 : 1;
            var of = samples.subList(i, i + size);
            thinned.add(new Stretch(
                    sample(
                            Math.round(
                                    of.stream().mapToLong(Sample::at).average().orElseThrow()),
                            of.stream().mapToDouble(Sample::value).average().orElseThrow()),
                    size));
            i += size;
        }
        var made = Warmth.of(RULES, thinned);
        assertThat(thinned).hasSizeLessThan(4_500);
        for (var rule : RULES) {
            var all = raw.made(rule.sight());
            var few = made.made(rule.sight());
            assertThat(few.get(few.size() - 1).value())
                    .as(rule.id())
                    .isCloseTo(all.get(all.size() - 1).value(), org.assertj.core.data.Percentage.withPercentage(10));
        }
    }
}
