package cn.shanshao.center.vault;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the key of personal data lies.
 *
 * @param key a file outside the database, made at the first start; whoever loses it loses the names and numbers
 */
@ConfigurationProperties("shanshao.vault")
record VaultSettings(Path key) {}
