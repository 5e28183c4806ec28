package cn.shanshao.center.vault;

import cn.shanshao.center.TestDatabase;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A vault for tests without an application around it. */
public final class TestVault {
    private TestVault() {}

    /** With a key that is made now. */
    public static Vault of(DataSource database) {
        return new Vault(new JdbcTemplate(database), new VaultSettings(TestDatabase.freshKey()));
    }
}
