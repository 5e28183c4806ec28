package cn.shanshao.center;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.util.FileSystemUtils;

/**
 * Runs the whole command centre on a random port, with a real PostgreSQL and without a broker. Test classes that add
 * nothing to it share one context and its database; so use ids of your own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "shanshao.admin-password=" + CenterTest.PASSWORD,
            "shanshao.demo=true",
            "shanshao.durable=false",
            "shanshao.identity.duty-check=1h",
            "shanshao.config.publish=false",
            "shanshao.mqtt.uri=tcp://127.0.0.1:1",
            "shanshao.store.url=http://127.0.0.1:1"
        })
@ContextConfiguration(initializers = CenterTest.FreshDatabase.class)
@Import(Caller.class)
public @interface CenterTest {
    /** Of the user {@code admin}. */
    String PASSWORD = "correct horse battery";

    /** Gives each application context a database of its own. */
    class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var audit = auditFolder();
            TestPropertyValues.of(
                            "shanshao.audit.key-file=" + audit.resolve("audit.key"),
                            "shanshao.audit.anchor-file=" + audit.resolve("audit.anchors"),
                            "spring.datasource.url=" + TestDatabase.freshUrl(),
                            "spring.datasource.username=postgres",
                            "spring.datasource.password=postgres",
                            "spring.datasource.hikari.maximum-pool-size=6",
                            "shanshao.vault.key=" + TestDatabase.freshKey())
                    .applyTo(context);
        }

        private static Path auditFolder() {
            try {
                var folder = Files.createTempDirectory("shanshao-audit");
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile())));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
