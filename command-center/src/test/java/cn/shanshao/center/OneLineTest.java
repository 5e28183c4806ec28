package cn.shanshao.center;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void nobodyWritesALineOfTheirOwn() {
        assertThat(OneLine.of("eve\r\n2026-07-01 INFO all is well"))
                .isEqualTo("eve\\u000d\\u000a2026-07-01 INFO all is well");
        assertThat(OneLine.of("a\u2028b\u0085c\u202ed\u001b[2J")).isEqualTo("a\\u2028b\\u0085c\\u202ed\\u001b[2J");
        assertThat(OneLine.of("老岭沟 $1 \\")).isEqualTo("老岭沟 $1 \\");
        assertThat(OneLine.of(null)).isEqualTo("null");
    }

    @Test
    void isNotWithoutEnd() {
        assertThat(OneLine.of("x".repeat(10_000))).hasSize(501).endsWith("…");
    }
}
