package cn.shanshao.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimMainTest {
    @Test
    void saysHowItIsUsedWhenItIsAskedForNothingItKnows() {
        assertThat(SimMain.run(List.of())).isEqualTo(2);
        assertThat(SimMain.run(List.of("replay"))).isEqualTo(2);
        assertThat(SimMain.run(List.of("sim", "--devices", "none"))).isEqualTo(2);
    }

    @Test
    void simPlaysTheNetworkWhereItIsAskedForIt() {
        assertThat(SimMain.run(List.of("sim", "network", "--list"))).isZero();
        assertThat(SimMain.run(List.of("sim", "network", "--story", "earthquake")))
                .isEqualTo(2);
    }

    @Test
    void argumentsKeepTheirOrderAndTellWhatIsWrong() {
        var args = Arguments.parse(List.of("file", "--a", "1", "--b", "--a", "2"), Set.of("--a"), Set.of("--b"));
        assertThat(args.words()).containsExactly("file");
        assertThat(args.options().get("--a")).containsExactly("1", "2");
        assertThat(args.has("--b")).isTrue();
        assertThat(args.number("--a", 0, 1)).isEqualTo(2);
        assertThat(args.number("--c", 7, 1)).isEqualTo(7);
        assertThatThrownBy(() -> args.number("--a", 0, 3)).hasMessageContaining("at least 3.0, was 2");
        assertThatThrownBy(() -> Arguments.parse(List.of("--a"), Set.of("--a"), Set.of()))
                .hasMessageContaining("--a needs a value");
    }
}
