package cn.shanshao.allinone.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.allinone.trial.Jvm;
import cn.shanshao.allinone.trial.TrialFailure;
import cn.shanshao.allinone.trial.TrialSystem;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialSystemTest {
    @TempDir
    Path home;

    @Test
    void thatDoesNotStartTellsWhyWithTheEndOfItsLogAndLeavesNothingRunning() {
        assertThatThrownBy(() ->
                        TrialSystem.start(home, Jvm.plain(TestJvm.ofThisTest().classPath()), "short", Map.of()))
                .isInstanceOf(TrialFailure.class)
                .hasMessageContaining("ended with code 1")
                .hasMessageContaining("SHANSHAO_ADMIN_PASSWORD must have 10 characters or more")
                .hasMessageContaining("end of shanshao.log")
                .hasMessageContaining("ERROR");
        assertThat(ProcessHandle.allProcesses())
                .noneMatch(process -> process.info().commandLine().orElse("").contains(home.toString()));
    }
}
