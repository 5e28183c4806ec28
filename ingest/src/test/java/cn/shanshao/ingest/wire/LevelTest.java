package cn.shanshao.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LevelTest {
    @Test
    void everyLevelIsAboveNormalAndNoneAboveItself() {
        for (var level : Level.values()) {
            assertThat(Level.isAbove(level, null)).isTrue();
            assertThat(Level.isAbove(null, level)).isFalse();
            assertThat(Level.isAbove(level, level)).isFalse();
        }
        assertThat(Level.isAbove(null, null)).isFalse();
        assertThat(Level.isAbove(Level.RED, Level.ORANGE)).isTrue();
        assertThat(Level.isAbove(Level.ORANGE, Level.RED)).isFalse();
    }
}
