package cn.shanshao.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.DoubleRange;

class UnitsPropertyTest {
    @Provide
    static Arbitrary<Tuple2<String, String>> pairs() {
        var targets = Arbitraries.of(StreamSupport.stream(Quantity.all().spliterator(), false)
                .map(Quantity::unit)
                .distinct()
                .toList());
        return targets.flatMap(to -> Combinators.combine(Arbitraries.of(Units.accepted(to)), Arbitraries.just(to))
                .as(Tuple::of));
    }

    @Property(tries = 2_000)
    void whatIsConvertedConvertsBack(
            @ForAll("pairs") Tuple2<String, String> pair, @ForAll @DoubleRange(min = -1e6, max = 1e6) double value) {
        var there = Units.convert(value, pair.get1(), pair.get2()).orElseThrow();
        var back = Units.convert(there, pair.get2(), pair.get1()).orElseThrow();
        assertThat(back).isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value))));
    }

    @Property(tries = 1_000)
    void conversionKeepsTheOrder(
            @ForAll("pairs") Tuple2<String, String> pair,
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double one,
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double other) {
        var low = Units.convert(Math.min(one, other), pair.get1(), pair.get2()).orElseThrow();
        var high = Units.convert(Math.max(one, other), pair.get1(), pair.get2()).orElseThrow();
        assertThat(low).isLessThanOrEqualTo(high);
    }

    @Property
    void aUnitIsItselfToTheLastBit(@ForAll("pairs") Tuple2<String, String> pair, @ForAll double value) {
        assertThat(Units.convert(value, pair.get2(), pair.get2())).hasValue(value);
    }

    @Property
    void unitsOfDifferentKindsDoNotConvert(
            @ForAll("pairs") Tuple2<String, String> one, @ForAll("pairs") Tuple2<String, String> other) {
        var sameKind = Units.accepted(one.get2()).contains(other.get1());
        assertThat(Units.convert(1, other.get1(), one.get2()).isPresent()).isEqualTo(sameKind);
    }
}
