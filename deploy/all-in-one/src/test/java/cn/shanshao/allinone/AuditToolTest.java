package cn.shanshao.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditToolTest {
    @TempDir
    Path home;

    @Test
    void aHomeThatNeverRanIsToldSo() {
        var settings = Settings.of(Map.of("SHANSHAO_HOME", home.toString()), List.of());
        assertThatThrownBy(() -> AuditTool.verify(settings)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void theFilesLieBelowTheHomeUnlessTheEnvironmentSaysOtherwise() {
        assertThat(AuditTool.AuditFiles.of(home, Map.of()))
                .isEqualTo(
                        new AuditTool.AuditFiles(home.resolve("audit/audit.key"), home.resolve("audit/audit.anchors")));
        assertThat(AuditTool.AuditFiles.of(home, Map.of("SHANSHAO_AUDIT_KEYFILE", "/safe/key"))
                        .key())
                .isEqualTo(Path.of("/safe/key"));
    }
}
