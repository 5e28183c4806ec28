package cn.shanshao.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ChannelsPropertyTest {
    /** A depth in all the ways that it can be written: zeros before it and after it. */
    private record Depth(BigDecimal metres, String written) {}

    @Provide
    static Arbitrary<Depth> depths() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 500_000),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 3))
                .as(ChannelsPropertyTest::depth);
    }

    private static Depth depth(int millimetres, int before, int after) {
        var metres = BigDecimal.valueOf(millimetres, 3).stripTrailingZeros();
        var scale = Math.max(after, Math.max(0, metres.scale()));
        var plain = metres.setScale(scale).toPlainString();
        var whole = plain.indexOf('.') < 0 ? plain.length() : plain.indexOf('.');
        return new Depth(metres, "0".repeat(Math.min(before, 3 - whole)) + plain);
    }

    @Property
    void oneDepthIsOneChannelHoweverItIsWritten(@ForAll("depths") Depth one, @ForAll("depths") Depth other) {
        var same = one.metres().compareTo(other.metres()) == 0;
        assertThat(normal(one.written()).equals(normal(other.written()))).isEqualTo(same);
    }

    @Property
    void theOneFormIsTheShortestDecimal(@ForAll("depths") Depth depth) {
        var normal = normal(depth.written());
        assertThat(normal).isEqualTo(depth.metres().toPlainString());
        assertThat(normal(normal)).isEqualTo(normal);
    }

    @Property
    void theRegistryAndTheRulesKnowItByThatFormToo(@ForAll("depths") Depth depth) {
        var quantity = "soil.moisture/" + depth.written();
        var kept = "soil.moisture/" + depth.metres().toPlainString();
        assertThat(new DeviceConfig.Channel(quantity, "%", null, null, null).quantity())
                .isEqualTo(kept);
        assertThat(new RuleConfig.AppliesTo(quantity, null, null, null).quantity())
                .isEqualTo(kept);
    }

    @Property
    void anythingElseIsNoDepth(@ForAll("nonsense") String depth) {
        assertThat(Channels.normal("displacement.deep.x/" + depth)).isEmpty();
        assertThat(Quantity.of("displacement.deep.x/" + depth)).isEmpty();
        assertThat(Channels.fault("displacement.deep.x/" + depth)).startsWith("depth of displacement.deep.x: ");
    }

    @Provide
    static Arbitrary<String> nonsense() {
        var tooDeep = Arbitraries.integers().greaterOrEqual(501).map(String::valueOf);
        var negative = Arbitraries.integers().lessOrEqual(-1).map(String::valueOf);
        var tooFine = Arbitraries.integers().between(1, 9).map(digit -> "1.000" + digit);
        var odd = Arbitraries.of("", "NaN", "Infinity", "1e2", "+1", " 1", "1 ", ".5", "1.", "0x1", "1/1", "１");
        var text = Arbitraries.strings().ofMaxLength(200).filter(any -> !any.matches("[0-9]+(\\.[0-9]+)?"));
        return Arbitraries.oneOf(tooDeep, negative, tooFine, odd, text);
    }

    private static String normal(String depth) {
        return Channels.normal("soil.moisture/" + depth).orElseThrow().substring("soil.moisture/".length());
    }
}
