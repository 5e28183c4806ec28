package cn.shanshao.center.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.TestDatabase;
import cn.shanshao.center.vault.Vault.Sealed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class VaultTest {
    private final DataSource database = TestDatabase.fresh();
    private final Path key = TestDatabase.freshKey();

    private Vault vault(Path key) {
        return new Vault(new JdbcTemplate(database), new VaultSettings(key));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsSealedIsReadAfterANewStart() throws IOException {
        var sealed = vault(key).seal("p/1", bytes("张三"));
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("张三");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        var opened = vault(key).open(List.of(new Sealed("p/1", sealed)));
        assertThat(opened.get(0)).hasValueSatisfying(plain -> assertThat(plain).isEqualTo(bytes("张三")));
    }

    @Test
    void nobodyPassesItOffAsAnothers() {
        var vault = vault(key);
        var sealed = vault.seal("p/1", bytes("张三"));
        var own = new Sealed("p/2", vault.seal("p/2", bytes("李四")));
        assertThat(vault.open(List.of(new Sealed("p/2", sealed), own)))
                .as("and it does not bar the others")
                .satisfiesExactly(
                        stolen -> assertThat(stolen).isEmpty(),
                        plain -> assertThat(plain)
                                .hasValueSatisfying(it -> assertThat(it).isEqualTo(bytes("李四"))));
        sealed[sealed.length - 1] ^= 1;
        assertThat(vault.open(List.of(new Sealed("p/1", sealed)))).containsExactly(Optional.empty());
    }

    @Test
    void whatIsForgottenStaysClosed() {
        var vault = vault(key);
        var sealed = vault.seal("p/1", bytes("张三"));
        assertThat(vault.forget("p/1")).isTrue();
        assertThat(vault.forget("p/1")).isFalse();
        assertThat(vault.open(List.of(new Sealed("p/1", sealed)))).containsExactly(Optional.empty());
    }

    @Test
    void aLostOrStrangeKeyIsToldAtTheStart() throws IOException {
        vault(key).seal("p/1", bytes("张三"));
        var kept = key.resolveSibling("kept");
        Files.move(key, kept);
        assertThatThrownBy(() -> vault(key)).hasMessageContaining("put the file back");
        assertThat(key).as("no other is made in its place").doesNotExist();
        MasterKey.make(key);
        assertThatThrownBy(() -> vault(key)).hasMessageContaining("is not the key");
    }

    @Test
    void theIndexFindsTheSameValueAndTellsNothing() {
        var vault = vault(key);
        assertThat(vault.index("13712345678")).isEqualTo(vault(key).index("13712345678"));
        assertThat(vault.index("13712345678")).isNotEqualTo(vault.index("13712345679"));
    }
}
