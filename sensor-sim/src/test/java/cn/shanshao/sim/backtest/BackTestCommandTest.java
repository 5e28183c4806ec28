package cn.shanshao.sim.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.DefaultRules;
import cn.shanshao.sim.FakeCentre;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as a process of its own, as a program would call it. */
class BackTestCommandTest {
    private static final Path RECORDS = Path.of("src/main/resources/records");

    @TempDir
    Path dir;

    private record Outcome(int code, String out, String err) {
        JsonNode json() {
            assertThat(code).as(err).isZero();
            return JsonMapper.shared().readTree(out);
        }
    }

    private Outcome backtest(String... args) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=US-ASCII",
                "-cp",
                System.getProperty("java.class.path"),
                "cn.shanshao.sim.SimMain",
                "backtest"));
        command.addAll(List.of(args));
        var out = Files.createTempFile(dir, "out", null).toFile();
        var err = Files.createTempFile(dir, "err", null).toFile();
        var process = new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(err)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), text(out), text(err));
    }

    private static String text(File file) throws Exception {
        return Files.readString(file.toPath(), StandardCharsets.UTF_8);
    }

    private JsonNode preonzo(String mark, String... more) throws Exception {
        var args = new ArrayList<>(List.of(
                "--csv",
                RECORDS.resolve("preonzo/preonzo_" + mark + ".csv").toString(),
                "--time",
                "date",
                "--value",
                "displacement_mm",
                "--quantity",
                "displacement",
                "--zone",
                "Europe/Zurich",
                "--json"));
        args.addAll(List.of(more));
        return backtest(args.toArray(String[]::new)).json();
    }

    private static Instant first(JsonNode report, String... levels) {
        return report.get("alerts")
                .valueStream()
                .filter(alert -> List.of(levels).contains(alert.get("level").asString()))
                .map(alert -> Instant.parse(alert.get("since").asString()))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    @ParameterizedTest
    @CsvSource({"E1_daily", "E2_daily", "E3_daily"})
    void warnsOfTheFailureOfPreonzo(String mark) throws Exception {
        var report = preonzo(mark, "--event", "2012-05-15T02:30");
        assertThat(report.get("rule").get("id").asString()).isEqualTo("default-displacement");
        assertThat(report.get("rule").get("parts").size()).isEqualTo(3);
        assertThat(report.get("samples").asInt()).isEqualTo(36);
        assertThat(first(report, "orange", "red")).isBefore("2012-05-15T00:00:00Z");
        var score = report.get("score");
        assertThat(score.get("events").get(0).asString()).isEqualTo("2012-05-15T00:30:00Z");
        assertThat(score.get("orange").get("hits").asInt()).isEqualTo(1);
        assertThat(score.get("orange").get("pod").asDouble()).isEqualTo(1);
        assertThat(score.get("orange").get("leadHours").get("median").asDouble())
                .isPositive();
        assertThat(score.get("auc").asDouble()).isGreaterThan(0.9);
    }

    @Test
    void isRedOnTheMarkThatFellADayBefore() throws Exception {
        var report = preonzo("E3_daily");
        assertThat(first(report, "red")).isBeforeOrEqualTo("2012-05-14T00:00:00Z");
        assertThat(report.get("daysAt").get("red").asInt()).isPositive();
        assertThat(report.has("score")).isFalse();
        var alert = report.get("alerts").get(0);
        assertThat(alert.propertyNames())
                .contains(
                        "rule", "id", "target", "level", "highest", "since", "from", "to", "value", "unit", "limit",
                        "kind", "text");
        assertThat(alert.get("target").asString()).isEqualTo("preonzo_E3_daily~displacement");
        assertThat(alert.get("kind").asString()).isEqualTo("trend");
        assertThat(alert.get("text").get("zh").asString()).contains("位移");
        assertThat(report.get("forecasts").get(0).propertyNames())
                .containsExactly("at", "failureAt", "earliest", "latest", "refusedBy");
    }

    @ParameterizedTest
    @CsvSource({"E1_daily_STABLE_jan2012", "E3_daily_STABLE_jan2012"})
    void isSilentInTheQuietJanuary(String mark) throws Exception {
        var report = preonzo(mark);
        assertThat(report.get("alerts").isEmpty()).isTrue();
        assertThat(report.get("daysAt").values()).allMatch(days -> days.asInt() == 0);
    }

    @Test
    void answersTheSameDocumentForTheSameRuleAndRecord() throws Exception {
        var golden = Path.of("src/test/resources/backtest/E3-way.json");
        var args = new String[] {
            "--csv",
            RECORDS.resolve("preonzo/preonzo_E3_daily.csv").toString(),
            "--value",
            "displacement_mm",
            "--quantity",
            "displacement",
            "--rule",
            "src/test/resources/backtest/way.json",
            "--event",
            "2012-05-15 06:00",
            "--window",
            "240",
            "--json"
        };
        var outcome = backtest(args);
        assertThat(outcome.json()).isEqualTo(JsonMapper.shared().readTree(Files.readString(golden)));
        assertThat(outcome.out()).endsWith("}\n").containsOnlyOnce("\n");
    }

    @Test
    void takesAnArrayOfRulesAndAnyUnitOfTheKind() throws Exception {
        var csv = file("r.csv", "t;水位/cm\n2024/6/1 8:00;0,5\n2024/6/1 8:05;\n2024/6/1 8:10;170,0\n2024/6/1 8:20;900\n");
        var rules = file(
                "rules.json",
                "[{\"method\":\"threshold\",\"levels\":{\"orange\":1.5}},"
                        + "{\"id\":\"two\",\"method\":\"threshold\",\"levels\":{\"red\":8}}]");
        var report = backtest("--csv", csv, "--value", "水位", "--quantity", "mud.level", "--rule", rules)
                .json();
        assertThat(report.get("samples").asInt()).isEqualTo(3);
        assertThat(report.get("rule").get("parts").size()).isEqualTo(2);
        assertThat(report.get("alerts").get(0).get("value").asDouble()).isEqualTo(1.7);
        assertThat(report.get("alerts").get(1).get("level").asString()).isEqualTo("red");
        assertThat(report.get("alerts").get(1).get("from").asString()).isEqualTo("2024-06-01T00:20:00Z");
    }

    @Test
    void countsTheHourlyGaugeInInches() throws Exception {
        var report = backtest(
                        "--csv",
                        RECORDS.resolve("usgs/KBFI_t.txt").toString(),
                        "--value",
                        "rain",
                        "--quantity",
                        "rain",
                        "--unit",
                        "in",
                        "--zone",
                        "UTC")
                .json();
        assertThat(report.get("samples").asInt()).isEqualTo(12_507);
        assertThat(report.get("unit").asString()).isEqualTo("mm");
        assertThat(report.get("rule").get("parts").get(0).get("method").asString())
                .isEqualTo("rain-table");
    }

    @Test
    void meetsTheLowerLimitsOfRainAfterAnEarthquakeNearBy() throws Exception {
        var csv = file("rain.csv", "time,v\n2024-06-01 00:00,0\n2024-06-01 01:00,8\n2024-06-01 02:00,0\n");
        var rule = file("rule.json", """
                {"method":"rain-sum","params":{"hours":1,"quakeFactor":0.5},"levels":{"red":10}}""");
        var shaken = "2024-05-20T00:00:00Z,126.8,42.9,5.5";
        assertThat(rain(csv, rule).get("alerts")).isEmpty();
        assertThat(rain(csv, rule, "--at", "126.7,42.9", "--quake", shaken).get("alerts"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.get("limit").asDouble()).isEqualTo(5));
        assertThat(rain(csv, rule, "--at", "120.0,30.0", "--quake", shaken).get("alerts"))
                .as("too far")
                .isEmpty();
    }

    private JsonNode rain(String csv, String rule, String... more) throws Exception {
        var args = new ArrayList<>(List.of("--csv", csv, "--value", "v", "--quantity", "rain", "--rule", rule));
        args.addAll(List.of(more));
        return backtest(args.toArray(String[]::new)).json();
    }

    @Test
    void leavesMaskedReadingsOut() throws Exception {
        var whole = preonzo("E3_daily");
        var part = preonzo("E3_daily", "--mask", "2012-05-13,2012-05-20", "--mask", "2012-04-12,2012-04-14");
        assertThat(part.get("samples").asInt()).isLessThan(whole.get("samples").asInt());
        assertThat(part.get("to").asString()).isEqualTo("2012-05-11T22:00:00Z");
    }

    @Test
    void drawsTheForecastsAndTheTruthTheSameEachTime() throws Exception {
        var first = dir.resolve("a.svg");
        var again = dir.resolve("b.svg");
        var report = preonzo("E1_daily", "--life-svg", first.toString(), "--failure", "2012-05-15 03:30");
        preonzo("E1_daily", "--life-svg", again.toString(), "--failure", "2012-05-15 03:30");
        var stated = report.get("forecasts")
                .valueStream()
                .filter(one -> !one.get("failureAt").isNull())
                .count();
        var svg = Files.readString(first);
        assertThat(svg).isEqualTo(Files.readString(again)).contains("it failed 2012-05-15 03:30");
        assertThat(stated).isPositive();
        assertThat(svg.split("<circle", -1).length - 1).isPositive().isLessThanOrEqualTo((int) stated);
        var parsed = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(first.toFile());
        assertThat(parsed.getDocumentElement().getTagName()).isEqualTo("svg");
    }

    @Test
    void saysWhichFieldIsWrongAndWhatWasExpected() throws Exception {
        var csv = file("a.csv", "time,v\n2024-01-01,1\n2024-01-02,x\n");
        var good = file("b.csv", "time,v\n2024-01-01,1\n2024-01-02,2\n");
        refused("line 3, column v: expected a number", "--csv", csv, "--value", "v", "--quantity", "crack");
        refused("there is no column w; there are: time, v", "--csv", csv, "--value", "w", "--quantity", "crack");
        refused("--quantity: expected one of the contract, was \"cracks\"", csv, "cracks");
        refused("--quantity: there is no default rule for battery", csv, "battery");
        refused("--csv: expected a file that can be read, was \"none.csv\"", "none.csv", "crack");
        refused("--unit: expected one that converts to mm of crack", good, "crack", "--unit", "kg");
        refused("--zone: expected a zone", csv, "crack", "--zone", "Moon");
        refused("--value: expected a value, was not given", "--csv", csv, "--quantity", "crack");
        refused("unknown option --speed", csv, "crack", "--speed", "1");
        refused("--event: expected a time such as", good, "crack", "--event", "soon");
        refused("--event: expected a time within the record", good, "crack", "--event", "1999-01-01");
        refused("--mask: expected FROM,TO", good, "crack", "--mask", "2024-01-01");
        refused("--mask: expected TO after FROM", good, "crack", "--mask", "2024-01-02,2024-01-01");
        refused("--mask: expected to leave at least one", good, "crack", "--mask", "2023-01-01,2025-01-01");
        refused("--at: expected a value, was not given", good, "crack", "--quake", "2024-01-01,126.7,42.9,5");
        refused("--at: expected together with --quake", good, "crack", "--at", "126.7,42.9");
        refused("--quake: expected TIME,LON,LAT,MAG", good, "crack", "--at", "126.7,42.9", "--quake", "2024-01-01,5");
        refused("--quake: expected a magnitude", good, "crack", "--at", "1,2", "--quake", "2024-01-01,1,2,11");
        refused("--failure: expected together with --life-svg", good, "crack", "--failure", "2024-01-01");
        refused("--mask: expected with --csv alone", "--device", "d", "--mask", "2024-01-01,2024-01-02");
        refused("--window must be a number", good, "crack", "--window", "wide");
        refusedRule("method: expected one of [", good, "{\"method\":\"magic\",\"levels\":{\"red\":1}}");
        refusedRule(
                "levels.red: expected more than 3.0, the limit of the milder level, was 2.0",
                good,
                "{\"method\":\"threshold\",\"levels\":{\"blue\":3,\"red\":2}}");
        refusedRule(
                "levels: expected blue, yellow, orange, red, was \"pink\"",
                good,
                "{\"method\":\"threshold\"," + "\"levels\":{\"pink\":3}}");
        refusedRule("levels", good, "{\"method\":\"threshold\",\"levels\":{\"blue\":\"high\"}}");
        refusedRule("levels: expected a limit for at least one", good, "{\"method\":\"threshold\"}");
    }

    private void refusedRule(String message, String csv, String rule) throws Exception {
        refused(message, csv, "crack", "--rule", file("rule.json", rule));
    }

    private void refused(String message, String... args) throws Exception {
        var isWhole = args[0].startsWith("--");
        var all = new ArrayList<String>();
        if (!isWhole) {
            all.addAll(List.of("--csv", args[0], "--value", "v", "--quantity", args[1]));
        }
        all.addAll(List.of(args).subList(isWhole ? 0 : 2, args.length));
        var outcome = backtest(all.toArray(String[]::new));
        assertThat(outcome.err()).contains(message);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void asksARunningSystem() throws Exception {
        try (var centre = new FakeCentre(id -> "")) {
            var rule = file("rule.json", "{\"method\":\"threshold\",\"levels\":{\"red\":9}}");
            var out = new ByteArrayOutputStream();
            var arguments = List.of(
                    "--device",
                    "d",
                    "--quantity",
                    "crack",
                    "--from",
                    "2026-05-01",
                    "--to",
                    "2026-05-02T00:00:00Z",
                    "--rule",
                    rule,
                    "--url",
                    centre.url(),
                    "--json");
            var code = new BackTestCommand(
                            arguments,
                            Map.of("SHANSHAO_ADMIN_PASSWORD", "right"),
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            System.err)
                    .run();
            assertThat(code).isZero();
            var asked = JsonMapper.shared().readTree(out.toByteArray()).get("asked");
            assertThat(asked.get("deviceId").asString()).isEqualTo("d");
            assertThat(asked.get("from").asString()).isEqualTo("2026-04-30T16:00:00Z");
            assertThat(asked.get("to").asString()).isEqualTo("2026-05-02T00:00:00Z");
            assertThat(asked.at("/rule/levels/red").asInt()).isEqualTo(9);
        }
    }

    @Test
    void hasRulesToBeginWithForWhatMovesFallsAndFlows() {
        assertThat(DefaultRules.quantities())
                .contains(
                        "displacement",
                        "displacement.e",
                        "displacement.deep.x",
                        "settlement",
                        "crack",
                        "rain",
                        "rain.total",
                        "mud.level")
                .doesNotContain("battery", "signal");
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(dir.resolve(name), text).toString();
    }
}
