package cn.shanshao.ingest.wire.gb;

import static cn.shanshao.ingest.wire.gb.GbFixture.NOW;
import static cn.shanshao.ingest.wire.gb.GbFixture.decode;
import static cn.shanshao.ingest.wire.gb.GbFixture.file;
import static cn.shanshao.ingest.wire.gb.GbFixture.frame;
import static cn.shanshao.ingest.wire.gb.GbFixture.values;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.ingest.wire.DeviceStatus;
import cn.shanshao.ingest.wire.Pack;
import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.Units;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GbDecoderTest {
    private static final String AT = "2026-04-05T20:34:06.000Z";

    @Test
    void theMessageOfTheContractIsRead() {
        var message = GbDecoder.decode(file("/contract/gb.json"), "SK00EA0D1307986", NOW);
        assertThat(message.pack().bad()).isEmpty();
        assertThat(message.notes()).containsOnlyKeys("S1_ZT.sw_version is a text, of which there is no reading");
        assertThat(message.pack().readings()).allSatisfy(reading -> {
            assertThat(reading.at()).isEqualTo(AT);
            assertThat(reading.approximate()).isFalse();
        });
        assertThat(values(message))
                .contains(
                        entry("SK00EA0D1307986 crack", 10.86),
                        entry("SK00EA0D1307986-L1_LF-2 crack", 3.1),
                        entry("SK00EA0D1307986 displacement.e", 9.9),
                        entry("SK00EA0D1307986 displacement.n", 0.5),
                        entry("SK00EA0D1307986 displacement.u", 3.2),
                        entry("SK00EA0D1307986 acceleration.z", 9.80665),
                        entry("SK00EA0D1307986 rain", 0.5),
                        entry("SK00EA0D1307986 rain.total", 120.5),
                        entry("SK00EA0D1307986 battery", 12.12),
                        entry("SK00EA0D1307986 signal", -69.0));
        assertThat(message.statuses().get(0).sensors())
                .containsExactly(entry("L1_LF_1", SensorState.OK), entry("L1_GP_1", SensorState.NO_DATA));
    }

    @Test
    void framedOrPlainWithAFileOrWithoutItIsTheSame() {
        var plain = GbDecoder.decode(file("gnss.json"), "d1", NOW);
        assertThat(plain.pack())
                .isEqualTo(new Pack(
                        List.of(
                                reading("17165802", "displacement.u", 3.2),
                                reading("17165802", "displacement.e", 9.9),
                                reading("17165802", "displacement.n", 0.5)),
                        List.of()));
        assertThat(GbDecoder.decode(frame(2, file("gnss.json")), "d1", NOW)).isEqualTo(plain);
        var withFile = GbDecoder.decode(frame(5, file("gnss.json"), new byte[1000]), "d1", NOW);
        assertThat(withFile.pack()).isEqualTo(plain.pack());
        assertThat(withFile.notes()).containsExactly(entry("a file behind the values is passed over", 1));
    }

    private static Reading reading(String device, String quantity, double value) {
        return new Reading(device, quantity, value, Instant.parse("2026-03-14T06:00:00Z"), false);
    }

    @Test
    void withoutATimeItIsTheTimeOfArrivalAndApproximate() {
        assertThat(GbDecoder.decode(file("rain-without-time.json"), "48416578", NOW)
                        .pack()
                        .readings())
                .containsExactly(new Reading("48416578", "rain", 23.5, NOW, true));
    }

    @Test
    void aClockThatWasNeverSetIsNoClock() {
        var message =
                decode("{\"d1\":{\"L1_LF_1\":{\"2000-01-01T00:00:00Z\":1},\"L1_LF_2\":{\"1970-01-01T00:00:07Z\":2}}}");
        assertThat(message.pack().readings())
                .extracting(Reading::at, Reading::approximate)
                .containsExactly(tuple(Instant.parse("2000-01-01T00:00:00Z"), false), tuple(NOW, true));
        assertThat(message.notes()).containsEntry("a clock was never set, the time of arrival is taken", 1);
    }

    /** What a Z in front of Beijing time does is for the clock rule to mend: it alone knows the device. */
    @Test
    void beijingTimeWithAZIsTakenAtItsWord() {
        assertThat(decode("{\"d1\":{\"L1_LF_1\":{\"2026-04-06T04:34:06.000Z\":1}}}")
                        .pack()
                        .readings())
                .containsExactly(new Reading("d1", "crack", 1, Instant.parse("2026-04-06T04:34:06Z"), false));
    }

    @Test
    void commaListsAreReadInTheOrderOfTheTable() {
        var message = GbDecoder.decode(file("comma-lists.json"), "17165802", NOW);
        assertThat(message.pack().bad()).isEmpty();
        assertThat(values(message))
                .containsOnly(
                        entry("17165802 displacement.e", 9.9),
                        entry("17165802 displacement.n", 0.5),
                        entry("17165802 displacement.u", 3.2),
                        entry("17165802 tilt.x", 0.012),
                        entry("17165802 tilt.y", -0.034),
                        entry("17165802 tilt.z", 89.95),
                        entry("17165802 x.L1_QJ.angle deg", 0.036),
                        entry("17165802 azimuth", 289.4),
                        entry("17165802 x.L3_SY.temp Cel", 0.0),
                        entry("17165802 pore.pressure", 12.25),
                        entry("17165802-L3_SY-2 x.L3_SY.temp Cel", 0.0),
                        entry("17165802-L3_SY-2 pore.pressure", 13.5));
    }

    @Test
    void eightValuesOfATiltAreAVibration() {
        assertThat(values(decode("{\"d1\":{\"L1_QJ_1\":\"1,2,3,4,5,6,7,8\"}}")))
                .containsEntry("d1 x.L1_ZD.PLX", 1.0)
                .containsEntry("d1 x.L1_ZD.SJValue", 8.0)
                .hasSize(8);
    }

    @Test
    void everySensorBehindAStationIsADeviceOfItsOwnButTheFirst() {
        assertThat(values(GbDecoder.decode(file("soil-probe.json"), "probe7", NOW)))
                .contains(
                        entry("probe7 soil.moisture", 21.5),
                        entry("probe7-L3_HS-2 soil.moisture", 24.25),
                        entry("probe7 soil.temperature", 8.31),
                        entry("probe7-L3_TW-2 soil.temperature", 9.02),
                        entry("probe7 azimuth", 289.4));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"gX":0.018,"gY":-0.004,"gZ":0.998} | 9.787
            {"gX":18,"gY":-4,"gZ":998}          | 9.787
            {"gX":0,"gY":0,"gZ":15.9}           | 155.926
            {"gZ":"1000"}                       | 9.807
            """)
    void anAccelerationIsInMgWhenNoSensorCouldSayItInG(String json, double expected) {
        assertThat(values(decode("{\"d1\":{\"L1_JS_1\":" + json + "}}")).get("d1 acceleration.z"))
                .isCloseTo(expected, within(0.001));
    }

    @ParameterizedTest
    @ValueSource(strings = {"98.52", "985.2", "98520"})
    void thePressureOfAirIsToldByItsSize(String value) {
        assertThat(values(decode("{\"d1\":{\"L3_QY_1\":" + value + "}}")).get("d1 air.pressure"))
                .isCloseTo(985.2, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "L1_LF, crack",
        "L2_TY, soil.pressure",
        "L2_YL, x.L2_YL.value",
        "L3_YL, rain",
        "L3_QW, temperature",
        "L3_TW, soil.temperature",
        "L3_HS, soil.moisture",
        "L3_DB, surface.water.level",
        "L3_DX, water.level",
        "L3_SY, pore.pressure",
        "L3_ST, seepage",
        "L3_LS, flow.speed",
        "L3_CJ, settlement",
        "L4_NW, mud.level",
        "L4_LB, x.L4_LB.value",
        "L4_BMLS, flow.speed"
    })
    void aNumberAloneIsTheValueOfItsCode(String code, String quantity) {
        for (var written : List.of("%s_1", "%s")) {
            assertThat(values(decode("{\"d1\":{\"" + written.formatted(code) + "\":\" 2.5 \"}}")))
                    .containsExactly(entry("d1 " + quantity, 2.5));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            L1_SW | 1,2     | displacement.deep.x, displacement.deep.y
            L2_CS | 1,2,3   | infrasound, x.L2_CS.VSP, x.L2_CS.freq Hz
            L2_DS | 1,2,3   | x.L2_DS.OSP, x.L2_DS.VSP, ground.sound
            L2_SF | 1,2,3   | x.L2_SF.amplitude, x.L2_SF.energy, acoustic.emission
            L3_YL | 1,2     | rain, rain.total
            L4_LD | 1,2,3,4 | x.L4_LD.X, x.L4_LD.Y, x.L4_LD.Z, flow.speed
            """)
    void aListIsOfTheQuantitiesOfItsCode(String code, String list, String quantities) {
        assertThat(values(decode("{\"d1\":{\"%s_1\":\"%s\"}}".formatted(code, list)))
                        .keySet())
                .containsExactlyInAnyOrder(List.of(quantities.split(", ")).stream()
                        .map(q -> "d1 " + q)
                        .toArray(String[]::new));
    }

    /** A unit of the table that does not convert would fail only when such a device comes. */
    @Test
    void everyQuantityOfTheTableIsOfOurCatalogueAndItsUnitConverts() {
        for (var code : GbCode.all()) {
            for (var leaf : code.leaves()) {
                if (leaf.quantity() != null) {
                    var row = Quantity.of(leaf.quantity());
                    assertThat(row).as(leaf.quantity()).isPresent();
                    assertThat(Units.convert(
                                    1, String.valueOf(leaf.unit()), row.get().unit()))
                            .isPresent();
                }
            }
        }
    }

    @Test
    void whatIsNotInTheTableIsKeptAndCounted() {
        var message = GbDecoder.decode(file("unknown-codes.json"), "GW001", NOW);
        assertThat(message.pack().bad()).isEmpty();
        assertThat(values(message))
                .containsOnly(
                        entry("GW001 x.HY_BSD_ZT.mode", 2.0),
                        entry("GW001 x.HY_BSD_ZT.lamp.left", 1.0),
                        entry("GW001 x.L9_QQ_3.1", 4.0),
                        entry("GW001 x.L9_QQ_3.2", 5.0),
                        entry("GW001 crack", 1.5),
                        entry("GW001 x.L1_LF.wobble", 7.0));
        assertThat(message.notes())
                .containsOnly(
                        entry("code HY_BSD_ZT is not in the table, its values are kept", 1),
                        entry("code L9_QQ_3 is not in the table, its values are kept", 1),
                        entry("L1_LF.wobble is not in the table, it is kept", 1));
    }

    @Test
    void twoCodesOfOneQuantityDoNotOverwriteEachOther() {
        var message = decode("{\"d1\":{\"L3_LS_1\":1.5,\"L4_LD_1\":{\"speed\":2.5}}}");
        assertThat(values(message)).containsOnly(entry("d1 flow.speed", 1.5), entry("d1 x.L4_LD.speed m/s", 2.5));
        assertThat(message.notes())
                .containsOnlyKeys("flow.speed is there from another code, this one is kept as x.L4_LD.speed");
    }

    @Test
    void theStatusGivesBatterySignalAndTheStateOfEverySensor() {
        var message = GbDecoder.decode(file("status.json"), "SK00EA0D1307986", NOW);
        assertThat(message.statuses())
                .containsExactly(new GbStatus(
                        "SK00EA0D1307986",
                        new DeviceStatus(
                                true, Instant.parse("2026-04-13T17:34:04Z"), 12.12, -69.0, "1.09.250808.RK00PX.BETA"),
                        Map.of("L1_LF_1", SensorState.OK)));
        assertThat(values(message))
                .contains(
                        entry("SK00EA0D1307986 battery", 12.12),
                        entry("SK00EA0D1307986 signal", -69.0),
                        entry("SK00EA0D1307986 x.S1_ZT.battery_volt V", 0.0),
                        entry("SK00EA0D1307986 x.S1_ZT.humidity %RH", 89.04),
                        entry("SK00EA0D1307986 x.S1_ZT.signal_NB", 0.0),
                        entry("SK00EA0D1307986 x.S1_ZT.signal_bd", 0.0),
                        entry("SK00EA0D1307986 x.S1_ZT.sensor_state.L1_LF_1", 0.0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "signal_4g":-71                  | -71
            "signal_4g":31                   | -51
            "signal_4g":99,"singal_NB":"-90" | -90
            "signal_4g":0,"signal_NB":10     | -93
            "signal_4g":99                   |
            """)
    void aSignalIsInDbmOrOnTheScaleOfModems(String json, Double expected) {
        var status = decode("{\"d1\":{\"S1_ZT_1\":{" + json + "}}}").statuses().get(0);
        assertThat(status.status().signal()).isEqualTo(expected);
        assertThat(status.status().t()).isNull();
    }

    @Test
    void everyNumberOfAStateHasAName() {
        assertThat(decode(
                                "{\"d1\":{\"S1_ZT_1\":{\"sensor_state\":{\"a\":0,\"b\":5,\"c\":-1,\"d\":-2,\"e\":-3,\"f\":-9}}}}")
                        .statuses()
                        .get(0)
                        .sensors())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "a", SensorState.OK,
                        "b", SensorState.OK,
                        "c", SensorState.NO_POWER,
                        "d", SensorState.BAD_DATA,
                        "e", SensorState.NO_DATA,
                        "f", SensorState.FAULTY));
    }

    @Test
    void badValuesAreToldOneByOneAndTheGoodOnesAreKept() {
        var message = decode("""
                {"d1":{"L1_LF_1":{"%s":"nan"},"L1_GP_1":{"%s":{"gpsTotalX":1,"gpsTotalY":null,"gpsTotalZ":[3]}},
                "L3_YL_1":"1,2,3","L1_SW_1":{"2026-13-01T00:00:00Z":"1,2"},"L3_QW_1":5},"no id!":{"L1_LF_1":1},"ts":7}
                """.formatted(AT, AT));
        assertThat(values(message)).containsOnly(entry("d1 displacement.e", 1.0), entry("d1 temperature", 5.0));
        assertThat(message.pack().bad())
                .containsExactly(
                        new Pack.Bad(0, "value", "L1_LF.value: expected a finite number, was \"nan\""),
                        new Pack.Bad(1, "value", "L1_GP.gpsTotalY: expected a finite number, was VALUE_NULL"),
                        new Pack.Bad(1, "value", "L1_GP.gpsTotalZ: expected a finite number, was an array"),
                        new Pack.Bad(2, "value", "L3_YL: expected 2 values with commas between, was \"1,2,3\""),
                        new Pack.Bad(
                                3,
                                "time",
                                "time: expected RFC 3339, yyyyMMddHHmmss or Unix time, was \"2026-13-01T00:00:00Z\""),
                        new Pack.Bad(5, "name", "device: expected 1 to 64 of A-Z a-z 0-9 _ -, was \"no id!\""),
                        new Pack.Bad(6, "pack", "\"ts\": expected a code below the device, was a value"));
    }

    @Test
    void aValueThatStandsTwiceIsToldAndTheFirstIsTaken() {
        var message =
                decode("{\"d1\":{\"L1_LF_1\":1,\"L1_LF\":2,\"L3_YL_1\":3,\"L3_YL_1\":{\"value\":4,\"totalValue\":5}}}");
        assertThat(values(message)).containsOnly(entry("d1 crack", 1.0));
        assertThat(message.pack().bad())
                .containsExactly(
                        new Pack.Bad(0, "record", "\"L1_LF\" stands 2 times, expected once, the first is taken"),
                        new Pack.Bad(1, "record", "value stands alone and under a key, expected once"));
    }

    @Test
    void keysMayBeSpeltBadly() {
        assertThat(values(decode("{\"d1\":{\"L1_QJ_1\":{\"x\":1,\"AZI\":2,\"trend\":3}}}")))
                .containsOnly(entry("d1 tilt.x", 1.0), entry("d1 azimuth", 2.0), entry("d1 x.L1_QJ.trend deg", 3.0));
    }

    @Test
    void ofTwoSpellingsNeitherIsLost() {
        assertThat(values(decode("{\"d1\":{\"L1_QJ_1\":{\"trend\":1,\"AZI\":2,\"azi\":3}}}")))
                .containsOnly(
                        entry("d1 azimuth", 1.0), entry("d1 x.L1_QJ.AZI_2", 2.0), entry("d1 x.L1_QJ.azi deg", 3.0));
    }

    @Test
    void aDeviceThatDoesNotNameItselfIsThePublisher() {
        assertThat(values(decode("{\"L1_LF_1\":1,\"L1_LF_2\":{\"" + AT + "\":2}}")))
                .containsOnly(entry("d1 crack", 1.0), entry("d1-L1_LF-2 crack", 2.0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                           | json
            {"d1":{"L1_LF_1":nan}}      | json
            {"d1":1}}                   | json
            {} {}                       | pack
            {}                          | pack
            {"d1":{}}                   | pack
            {"header":{"appId":"1"},"bodies":{"body":"c2VjcmV0"}} | pack
            [1]                         | frame
            $cmd                        | answer
            $cmd=reboot&result=maybe    | answer
            """)
    void whatIsNoMessageIsRefusedAsAWhole(String text, String reason) {
        var message = decode(text);
        assertThat(message.pack().readings()).isEmpty();
        assertThat(message.pack().bad())
                .extracting(Pack.Bad::index, Pack.Bad::reason)
                .containsExactly(tuple(null, reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,", "1\",\"k%d\":\"1"})
    void tooManyValuesAreRefusedInAListToo(String more) {
        var json = new StringBuilder("{\"d1\":{\"L9_XX_1\":{\"k\":\"1");
        for (var i = 0; i < GbReader.MAX_VALUES; i++) {
            json.append(more.formatted(i));
        }
        assertThat(decode(json.append("\"}}}").toString()).pack().bad())
                .containsExactly(new Pack.Bad(null, "size", "expected at most 10000 values"));
    }

    @Test
    void anAnswerMayBringTheValuesThatWereAskedFor() {
        var sample = GbDecoder.decode(
                frame(3, "$cmd=sample&datastreams={\"L1_LF_1\":\"34.56\",\"L1_LF_2\":12}&msgid=m1".getBytes(UTF_8)),
                "d1",
                NOW);
        assertThat(values(sample)).containsOnly(entry("d1 crack", 34.56), entry("d1-L1_LF-2 crack", 12.0));
        assertThat(sample.answer()).isNotNull();
        assertThat(sample.answer().id()).isEqualTo("m1");

        var status = decode(
                "$cmd=getstatus&state={\"ext_power_volt\":24.04,\"temp\":42.00,\"signal_4g\":27.0,\"4g_on\":true}");
        assertThat(values(status))
                .contains(entry("d1 battery", 24.04), entry("d1 signal", -59.0), entry("d1 x.S1_ZT.4g_on", 1.0));
    }
}
