package cn.shanshao.ingest.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenMlTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.250Z");

    private static Pack decode(String json) {
        return SenMl.decode(json.getBytes(UTF_8), "gw-1", NOW);
    }

    private static Reading only(String json) {
        var pack = decode(json);
        assertThat(pack.bad()).isEmpty();
        assertThat(pack.readings()).hasSize(1);
        return pack.readings().get(0);
    }

    private static String reason(String json) {
        var pack = decode(json);
        assertThat(pack.readings()).isEmpty();
        assertThat(pack.bad()).hasSize(1);
        return pack.bad().get(0).reason();
    }

    @Test
    void readsTheLineOfTheContract() {
        var pack = decode(
                "[{\"bn\":\"jl-0417-gnss2:\",\"n\":\"displacement.e\",\"u\":\"mm\",\"v\":12.41},"
                        + "{\"n\":\"displacement.n\",\"u\":\"mm\",\"v\":-3.02},{\"n\":\"displacement.u\",\"u\":\"mm\",\"v\":-7.7}]");
        assertThat(pack.bad()).isEmpty();
        assertThat(pack.readings())
                .containsExactly(
                        new Reading("jl-0417-gnss2", "displacement.e", 12.41, NOW, true),
                        new Reading("jl-0417-gnss2", "displacement.n", -3.02, NOW, true),
                        new Reading("jl-0417-gnss2", "displacement.u", -7.7, NOW, true));
    }

    @Test
    void aRecordWithoutADeviceIsThePublishers() {
        assertThat(only("[{\"n\":\"crack\",\"v\":3}]").device()).isEqualTo("gw-1");
    }

    @Test
    void addsBaseTimeBaseValueAndBaseUnit() {
        var reading = only("[{\"bt\":1700000000.5,\"bu\":\"m\",\"bv\":1.5,\"n\":\"crack\",\"t\":-0.25,\"v\":0.25}]");
        assertThat(reading.at()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_250L));
        assertThat(reading.value()).isEqualTo(1750);
        assertThat(reading.approximate()).isFalse();
    }

    @Test
    void aBaseFieldHoldsUntilItIsSetAnew() {
        var pack = decode("[{\"bn\":\"a:\",\"n\":\"crack\",\"v\":1},{\"n\":\"crack\",\"v\":2},"
                + "{\"bn\":\"b:\"},{\"n\":\"crack\",\"v\":3}]");
        assertThat(pack.bad()).isEmpty();
        assertThat(pack.readings()).extracting(Reading::device).containsExactly("a", "a", "b");
    }

    @Test
    void aBrokenBaseFieldSpoilsWhatFollowsUntilItIsSetAnew() {
        var pack = decode(
                "[{\"bn\":5,\"n\":\"crack\",\"v\":1},{\"n\":\"crack\",\"v\":2},{\"bn\":\"b:\",\"n\":\"crack\",\"v\":3}]");
        assertThat(pack.readings()).extracting(Reading::device).containsExactly("b");
        assertThat(pack.bad()).extracting(Pack.Bad::index).containsExactly(0, 1);
    }

    @Test
    void goodRecordsAreKeptAndBadOnesRejectedOneByOne() {
        var pack = decode("[{\"n\":\"crack\",\"v\":1},{\"n\":\"crack\",\"u\":\"kg\",\"v\":2},7,"
                + "{\"n\":\"crack\",\"vs\":\"wide\"},{\"n\":\"crack\",\"v\":\"3\"},{\"n\":\"tilt.x\",\"v\":4}]");
        assertThat(pack.readings()).extracting(Reading::value).containsExactly(1.0, 4.0);
        assertThat(pack.bad()).extracting(Pack.Bad::index).containsExactly(1, 2, 3, 4);
        assertThat(pack.bad()).extracting(Pack.Bad::reason).containsExactly("unit", "record", "value", "value");
    }

    @Test
    void aWrongUnitIsToldWithFieldValueAndExpectation() {
        var bad = decode("[{\"n\":\"crack\",\"u\":\"kg\",\"v\":2}]").bad().get(0);
        assertThat(bad.detail()).contains("u of crack", "mm", "\"kg\"");
    }

    @Test
    void relativeTimesCountFromTheArrival() {
        var reading = only("[{\"n\":\"crack\",\"v\":1,\"t\":-300}]");
        assertThat(reading.at()).isEqualTo(NOW.minusSeconds(300));
        assertThat(reading.approximate()).isTrue();
    }

    @Test
    void aCounterMayComeAsASum() {
        assertThat(only("[{\"bs\":100,\"n\":\"rain.total\",\"u\":\"mm/s\",\"s\":2.5}]")
                        .value())
                .isEqualTo(102.5);
        assertThat(only("[{\"n\":\"rain.total\",\"u\":\"mm\",\"s\":2.5}]").value())
                .isEqualTo(2.5);
        assertThat(reason("[{\"n\":\"crack\",\"s\":2.5}]")).isEqualTo("value");
    }

    @ParameterizedTest
    @CsvSource({
        "soil.moisture/0.50, soil.moisture/0.5",
        "soil.moisture/00.5, soil.moisture/0.5",
        "soil.moisture/1.0, soil.moisture/1",
        "soil.moisture/100, soil.moisture/100",
        "soil.moisture/0.00, soil.moisture/0",
        "soil.moisture, soil.moisture",
        "x.sap-flow_2, x.sap-flow_2"
    })
    void bringsQuantitiesIntoOneForm(String written, String kept) {
        assertThat(only("[{\"n\":\"%s\",\"v\":1}]".formatted(written)).quantity())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soil.moisture/501",
                "soil.moisture/-1",
                "soil.moisture/",
                "soil.moisture/NaN",
                "soil.moisture/+1",
                "soil.moisture/.5",
                "soil.moisture/0.1234",
                "displacement.deep.x/00000000000000000001",
                "displacement.deep.x/1001",
                "displacement.deep.x/１",
                "soil.moisture/1e2",
                "crack/1",
                "cracks",
                "x.",
                "x. y",
                "x.a:b",
                "soil.moisture/0.5/1"
            })
    void refusesWhatIsNotInTheCatalogue(String quantity) {
        assertThat(decode("[{\"n\":\"%s\",\"v\":1}]".formatted(quantity)).bad()).hasSize(1);
    }

    @Test
    void tellsWhatIsWrongWithADepth() {
        var bad = decode("[{\"n\":\"displacement.deep.x/1001\",\"v\":1}]").bad().get(0);
        assertThat(bad.reason()).isEqualTo("quantity");
        assertThat(bad.detail())
                .isEqualTo("depth of displacement.deep.x: expected 0 to 500 m with at most three decimals,"
                        + " was \"1001\"");
    }

    @Test
    void keepsTheUnitOfAQuantityThatOnlyTheRegistryKnows() {
        assertThat(only("[{\"n\":\"x.sap\",\"u\":\"l/min\",\"v\":2}]"))
                .isEqualTo(new Reading("gw-1", "x.sap", 2, "l/min", NOW, true));
        assertThat(only("[{\"bu\":\"m³/h\",\"n\":\"x.sap\",\"v\":2}]").unit()).isEqualTo("m³/h");
        assertThat(only("[{\"n\":\"x.sap\",\"v\":2}]").unit()).isNull();
        assertThat(only("[{\"n\":\"x.sap\",\"u\":\"\",\"v\":2}]").unit()).isNull();
        assertThat(only("[{\"n\":\"crack\",\"u\":\"cm\",\"v\":2}]").unit()).isNull();
    }

    @Test
    void refusesAUnitThatCannotBeShown() {
        assertThat(reason("[{\"n\":\"x.sap\",\"u\":\"%s\",\"v\":2}]".formatted("m".repeat(33))))
                .isEqualTo("unit");
        assertThat(reason("[{\"n\":\"x.sap\",\"u\":\"a b\",\"v\":2}]")).isEqualTo("unit");
        assertThat(reason("[{\"n\":\"x.sap\",\"u\":\"\\u0000\",\"v\":2}]")).isEqualTo("unit");
        assertThat(reason("[{\"n\":\"x.sap\",\"u\":\"\\ud800\",\"v\":2}]")).isEqualTo("unit");
    }

    @Test
    void bringsAReadingIntoTheRegisteredUnit() {
        var reading = new Reading("d1", "x.sap", 2, "l/min", NOW, false);
        assertThat(reading.in("l/min")).contains(reading);
        assertThat(reading.in("ml/s")).hasValueSatisfying(other -> {
            assertThat(other.value()).isCloseTo(100 / 3.0, within(1e-9));
            assertThat(other.unit()).isEqualTo("ml/s");
        });
        assertThat(reading.in("kg")).isEmpty();
        assertThat(reading.in("")).isEmpty();
        var silent = new Reading("d1", "x.sap", 2, NOW, false);
        assertThat(silent.in("kg")).contains(silent);
        assertThat(new Reading("d1", "x.sap", 1e308, "km", NOW, false).in("mm")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "crack, cm, 1.1, 11",
        "crack, in, 1, 25.4",
        "water.level, mm, 1234, 1.234",
        "tilt.x, rad, 1, 57.29577951308232",
        "acceleration.x, g, 1, 9.80665",
        "acceleration.x, mg, 1000, 9.80665",
        "flow.speed, mm/s, 1500, 1.5",
        "temperature, K, 273.15, 0",
        "temperature, degF, 212, 100",
        "pore.pressure, Pa, 1500, 1.5",
        "air.pressure, bar, 1, 1000",
        "soil.moisture, /, 0.25, 25",
        "seepage, m3/s, 0.25, 250",
        "battery, mV, 12400, 12.4",
        "signal, dBW, -100, -70",
        "ground.sound, kHz, 2, 2000"
    })
    void convertsUnitsOfTheSameKind(String quantity, String unit, double written, double kept) {
        var reading = only("[{\"n\":\"%s\",\"u\":\"%s\",\"v\":%s}]".formatted(quantity, unit, written));
        assertThat(reading.value()).isCloseTo(kept, org.assertj.core.data.Offset.offset(1e-9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"x\":; pack",
                "'';json",
                "[{\"n\":\"crack\",\"v\":1};json",
                "{};pack",
                "[1e999999999];record",
                "[] [];pack",
                "[{\"n\":\"crack\",\"v\":1e999}];value",
                "[{\"n\":\"crack\",\"v\":NaN}];json",
                "[{\"n\":\"crack\",\"v\":null}];value",
                "[{\"n\":\"crack\",\"v\":1,\"v\":2}];record",
                "[{\"n\":\"crack\",\"v\":1,\"q\":1,\"q\":2}];record",
                "[{\"n\":\"crack\"}];value",
                "[{\"v\":1}];name",
                "[{\"n\":\"a b:crack\",\"v\":1}];name",
                "[{}];name",
                "[{\"n\":\"crack\",\"v\":1,\"t\":-268435456}];time",
                "[{\"n\":\"crack\",\"v\":1,\"t\":253402300800}];time",
                "[{\"n\":\"crack\",\"v\":1,\"t\":\"now\"}];time",
                "[{\"bver\":11,\"n\":\"crack\",\"v\":1}];version",
                "[{\"n\":\"crack\",\"v\":1,\"must_\":1}];pack",
                "[{\"n\":\"crack\",\"v\":1,\"u\":\"\"}];unit",
                "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]];json"
            })
    void refusesWithAReason(String json, String reason) {
        assertThat(reason(json)).isEqualTo(reason);
    }

    @Test
    void refusesMoreThanTenThousandRecordsOrOneMebibyte() {
        assertThat(reason("[" + "0,".repeat(10_000) + "0]")).isEqualTo("size");
        assertThat(decode("[" + "0,".repeat(9_999) + "0]").bad()).hasSize(10_000);
        assertThat(reason(" ".repeat((1 << 20) + 1))).isEqualTo("size");
    }

    @Test
    void readsCborWithIntegerKeys() {
        var reading = new Reading("d1", "soil.moisture/0.5", 31.25, NOW, false);
        var bytes = SenMl.encodeCbor("d1", List.of(reading));
        assertThat(SenMl.decode(bytes, "gw-1", NOW.plusSeconds(9))).isEqualTo(new Pack(List.of(reading), List.of()));
    }

    @Test
    void readsTheCborExampleOfTheStandard() {
        // RFC 8428, § 6, first record, with a quantity of ours: [{-2: "d1:", 0: "crack", 1: "mm", 2: 2.5, 6: 1.7e9}]
        var bytes = new byte[] {
            (byte) 0x81,
            (byte) 0xA5,
            0x21,
            0x63,
            'd',
            '1',
            ':',
            0x00,
            0x65,
            'c',
            'r',
            'a',
            'c',
            'k',
            0x01,
            0x62,
            'm',
            'm',
            0x02,
            (byte) 0xF9,
            0x41,
            0x00,
            0x06,
            0x1A,
            0x65,
            0x53,
            (byte) 0xF1,
            0x00
        };
        assertThat(SenMl.decode(bytes, "gw-1", NOW).readings())
                .containsExactly(new Reading("d1", "crack", 2.5, Instant.ofEpochSecond(1_700_000_000), false));
    }

    @Test
    void readsCborThatIntroducesItselfAndWritesItsKeysOut() {
        // 55799([{"n": "crack", "v": 1, "t": -60}])
        var bytes = new byte[] {
            (byte) 0xD9,
            (byte) 0xD9,
            (byte) 0xF7,
            (byte) 0x81,
            (byte) 0xA3,
            0x61,
            'n',
            0x65,
            'c',
            'r',
            'a',
            'c',
            'k',
            0x61,
            'v',
            0x01,
            0x61,
            't',
            0x38,
            0x3B
        };
        assertThat(SenMl.decode(bytes, "gw-1", NOW).readings())
                .containsExactly(new Reading("gw-1", "crack", 1, NOW.minusSeconds(60), true));
    }

    @Test
    void cannotWriteATimeThatReadersWouldTakeForARelativeOne() {
        var old = new Reading("d1", "crack", 1, Instant.parse("1975-01-01T00:00:00Z"), false);
        assertThatThrownBy(() -> SenMl.encode("d1", List.of(old))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void foreignTextInAMessageIsAlwaysWellFormed() {
        var bad = decode("[{\"n\":\"\\ud800\\u0000" + "x".repeat(500) + "\",\"v\":1}]")
                .bad()
                .get(0);
        assertThat(bad.detail()).contains("??xx").hasSizeLessThan(300);
        assertThat(Json.text(bad)).contains("quantity");
    }

    @Test
    void aMebibyteOfTagsIsRefusedBeforeAParserSeesIt() {
        var tags = new byte[1 << 20];
        java.util.Arrays.fill(tags, (byte) 0xC1);
        assertThat(SenMl.decode(tags, "gw-1", NOW).bad())
                .containsExactly(new Pack.Bad(null, "cbor", "expected at most 4 tags in a row"));
    }

    @Test
    void aTextThatIsLongerThanItsPayloadIsRefused() {
        var bytes = new byte[] {(byte) 0x81, 0x7B, 0x7F, -1, -1, -1, -1, -1, -1, -1, 'a'};
        assertThat(SenMl.decode(bytes, "gw-1", NOW).bad())
                .extracting(Pack.Bad::reason)
                .containsExactly("cbor");
    }
}
