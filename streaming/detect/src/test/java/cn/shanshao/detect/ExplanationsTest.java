package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationsTest {
    /** Those of rules, and the two that speak for a point as a whole. */
    static Stream<String> methods() {
        return Stream.concat(Arrays.stream(Method.values()).map(Method::wire), Stream.of("fused", "debris-flow"));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodSaysInBothLanguagesWhatItCannotSee(String method) {
        var text = Explanations.of(method);
        assertThat(text.zh()).contains("看不见").doesNotContain("尚无说明");
        assertThat(text.en()).contains("Cannot see").doesNotMatch(".*\\p{IsHan}.*");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void noneSpeaksOfAParameterByItsNameInARule(String method) {
        assertThat(Explanations.of(method).zh())
                .doesNotContain("onDelay", "offDelay", "absolute", "samples", "known", "intercept", "horizon");
    }
}
