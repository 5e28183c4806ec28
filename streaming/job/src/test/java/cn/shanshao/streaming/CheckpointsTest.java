package cn.shanshao.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    Path dir;

    @Test
    void withoutCheckpointsThereIsNone() throws Exception {
        assertThat(new Checkpoints(dir.resolve("new")).whole()).isEmpty();
    }

    @Test
    void anUnfinishedOrSpoiledOneIsPassedOver() throws Exception {
        Files.createDirectories(dir.resolve("run/chk-7"));
        Files.createDirectories(dir.resolve("run/chk-8"));
        Files.write(dir.resolve("run/chk-8/_metadata"), new byte[] {1, 2, 3});

        assertThat(new Checkpoints(dir).whole()).isEmpty();
        assertThat(new Checkpoints(dir).hasFinished()).isTrue();
    }

    @Test
    void anUnfinishedOneIsNoLoss() throws Exception {
        Files.createDirectories(dir.resolve("run/chk-1"));

        assertThat(new Checkpoints(dir).hasFinished()).isFalse();
    }

    @Test
    void whatIsSetAsideIsOutOfTheWayAndThere() throws Exception {
        Files.createDirectories(dir.resolve("checkpoints/run/chk-7"));
        var checkpoints = new Checkpoints(dir.resolve("checkpoints"));
        assertThat(checkpoints.isSomethingAside()).isFalse();
        checkpoints.setAside(checkpoints.runs());

        assertThat(checkpoints.runs()).isEmpty();
        assertThat(checkpoints.isSomethingAside()).isTrue();
        assertThat(dir.resolve("unusable-checkpoints/run/chk-7")).isDirectory();
    }
}
