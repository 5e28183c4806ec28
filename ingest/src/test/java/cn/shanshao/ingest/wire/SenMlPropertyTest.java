package cn.shanshao.ingest.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SenMlPropertyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final long FIRST_MS = 268_435_456_000L;
    private static final long LAST_MS = 253_402_300_799_999L;

    @Provide
    static Arbitrary<String> quantities() {
        var named = Arbitraries.of(StreamSupport.stream(Quantity.all().spliterator(), false)
                .map(Quantity::name)
                .toList());
        var deep = Combinators.combine(
                        Arbitraries.of("soil.moisture", "soil.temperature", "displacement.deep.x"),
                        Arbitraries.of("0", "0.5", "1", "12.25", "500", "0.001"))
                .as((name, depth) -> name + "/" + depth);
        var extra = Arbitraries.of("x.sap", "x.sap-flow.2_b");
        return Arbitraries.oneOf(named, deep, extra);
    }

    @Provide
    static Arbitrary<List<Reading>> readings() {
        var values = Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.doubles().between(-1_000, 1_000),
                Arbitraries.of(-0.0, 5e-324, 1e300));
        var times = Arbitraries.longs().between(FIRST_MS, LAST_MS).map(Instant::ofEpochMilli);
        var units = Arbitraries.of("mm", "m³/h", "1/min").injectNull(0.3);
        return Combinators.combine(quantities(), values, units, times, Arbitraries.of(true, false))
                .as((quantity, value, unit, at, approximate) -> new Reading(
                        "jl-0417_A",
                        quantity,
                        value,
                        quantity.startsWith("x.") ? unit : null,
                        approximate ? NOW : at,
                        approximate))
                .list()
                .ofMaxSize(50);
    }

    @Property(tries = 300)
    void whatIsWrittenIsRead(@ForAll("readings") List<Reading> readings) {
        assertThat(SenMl.decode(SenMl.encode("jl-0417_A", readings), "gw", NOW))
                .isEqualTo(new Pack(readings, List.of()));
    }

    @Property(tries = 300)
    void whatIsWrittenInCborIsRead(@ForAll("readings") List<Reading> readings) {
        assertThat(SenMl.decode(SenMl.encodeCbor("jl-0417_A", readings), "gw", NOW))
                .isEqualTo(new Pack(readings, List.of()));
    }

    @Property(tries = 2_000)
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 300) byte[] bytes) {
        assertSound(bytes);
    }

    @Property(tries = 2_000)
    void anyBytesThatLookLikeCborAreReadOrRefused(@ForAll @Size(max = 100) byte[] bytes) {
        var payload = new byte[bytes.length + 2];
        payload[0] = (byte) 0x9F;
        payload[1] = (byte) 0xBF;
        System.arraycopy(bytes, 0, payload, 2, bytes.length);
        assertSound(payload);
    }

    @Property(tries = 2_000)
    void aPackWithAFewWrongBytesIsReadOrRefused(
            @ForAll("readings") List<Reading> readings,
            @ForAll boolean cbor,
            @ForAll @Size(max = 4) List<@IntRange(min = 0, max = 10_000) Integer> places,
            @ForAll byte wrong) {
        var payload = cbor ? SenMl.encodeCbor("jl-0417_A", readings) : SenMl.encode("jl-0417_A", readings);
        for (var place : places) {
            payload[place % payload.length] = wrong;
        }
        assertSound(payload);
    }

    @Property(tries = 2_000)
    void aRecordOfAnyFieldsIsReadOrRefused(@ForAll("records") String json) {
        assertSound(json.getBytes(UTF_8));
    }

    @Provide
    static Arbitrary<String> records() {
        var key = Arbitraries.of(
                "bn", "bt", "bu", "bv", "bs", "bver", "n", "u", "v", "vs", "vb", "vd", "s", "t", "ut", "z", "z_");
        var value = Arbitraries.of(
                "1",
                "-1",
                "1e400",
                "-1e-400",
                "268435456",
                "1795392000",
                "9e18",
                "null",
                "true",
                "\"crack\"",
                "\"mm\"",
                "\"cm\"",
                "\"d:\"",
                "\"\"",
                "\"soil.moisture/0.5\"",
                "[]",
                "{\"n\":[{}]}",
                "\"\\ud800\"",
                "0.1",
                "\"rain.total\"",
                "12345678901234567890123");
        var field = Combinators.combine(key, value).as((k, v) -> "\"" + k + "\":" + v);
        var record = field.list().ofMaxSize(8).map(fields -> "{" + String.join(",", fields) + "}");
        return record.list().ofMaxSize(6).map(all -> "[" + String.join(",", all) + "]");
    }

    /** Nothing was thrown; every reading keeps the contract; every refusal can be put on the wire and read again. */
    private static void assertSound(byte[] payload) {
        var pack = SenMl.decode(payload, "gw", NOW);
        assertThat(pack.readings()).allSatisfy(SenMlPropertyTest::assertSound);
        for (var rejected : Rejected.of(NOW, Topics.data("gw"), payload, pack.bad())) {
            assertThat(rejected.detail()).isNotBlank().hasSizeLessThan(600);
            assertThat(Rejected.decode(rejected.encode()))
                    .usingRecursiveComparison()
                    .isEqualTo(rejected);
        }
        if (pack.readings().isEmpty() && pack.bad().isEmpty()) {
            assertThat(new String(payload, ISO_8859_1)).isNotEmpty();
        }
    }

    static void assertSound(Reading reading) {
        assertThat(Topics.isId(reading.device())).isTrue();
        assertThat(Channels.normal(reading.quantity())).contains(reading.quantity());
        assertThat(reading.value()).isFinite();
        assertThat(reading.at()).isBetween(Instant.EPOCH, SenMlResolver.LAST);
        assertThat(reading.at().getNano() % 1_000_000).isZero();
    }
}
