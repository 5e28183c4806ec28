package cn.shanshao.detect.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FusedWordingTest {
    @ParameterizedTest
    @EnumSource(names = {"RAISED", "ESCALATED"})
    void doesNotSayThatALevelRoseWhileItIsOnlyHeld(AlertState last) {
        var text = FusedWording.held(last, "老岭沟", Level.RED);
        assertThat(text.zh()).isEqualTo("老岭沟：研判保持红色（证据已减弱，逐级下降）");
        assertThat(text.en()).isEqualTo("老岭沟: stays at red (the evidence is weaker; it falls step by step)");
    }

    @Test
    void saysThatALevelFell() {
        assertThat(FusedWording.held(AlertState.EASED, "老岭沟", Level.ORANGE).zh())
                .isEqualTo("老岭沟：研判降至橙色（证据已减弱，逐级下降）");
    }
}
