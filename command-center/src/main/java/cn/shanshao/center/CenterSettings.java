package cn.shanshao.center;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The command centre as a whole.
 *
 * @param demo the demo scenario runs: what is made without saying otherwise belongs to the exercise realm
 * @param adminPassword sets the password of the user {@code admin}; empty: one is made at the first start and told once
 * @param publicUrl address of the pages as people outside reach them, for links in messages
 * @param durable refuse to start on a PostgreSQL that may forget what it has committed
 */
@ConfigurationProperties("shanshao")
public record CenterSettings(
        @DefaultValue("false") boolean demo,
        @DefaultValue("") String adminPassword,
        @DefaultValue("http://127.0.0.1:8080") URI publicUrl,
        @DefaultValue("true") boolean durable) {
    /** Without the password. */
    @Override
    public String toString() {
        return "CenterSettings[demo=%s, %s, durable=%s]".formatted(demo, publicUrl, durable);
    }
}
