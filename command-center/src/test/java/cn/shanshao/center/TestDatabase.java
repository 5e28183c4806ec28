package cn.shanshao.center;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;

/**
 * A real PostgreSQL, one for the whole test run, and databases in it that are copied from a migrated template within
 * a fraction of a second.
 */
public final class TestDatabase {
    private static final String TEMPLATE = "center_template";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private TestDatabase() {}

    private static EmbeddedPostgres start() {
        try {
            // The data does not outlive the run, so nothing needs to be synced.
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("max_connections", "200")
                    .setRegisterShutdownHook(false)
                    .start();
            // After the applications: each of them still writes when it is stopped.
            SpringApplication.getShutdownHandlers().add(() -> stop(server));
            run(server, "create database " + TEMPLATE);
            Flyway.configure()
                    .dataSource(server.getDatabase("postgres", TEMPLATE))
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(EmbeddedPostgres server, String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The JDBC address of a fresh, migrated, otherwise empty database; user and password are {@code postgres}. */
    public static synchronized String freshUrl() {
        var name = "center_" + COUNT.incrementAndGet();
        run(SERVER, "create database %s template %s".formatted(name, TEMPLATE));
        return SERVER.getJdbcUrl("postgres", name);
    }

    /** Where a key for it may be made; the folder is new. */
    public static Path freshKey() {
        try {
            return Files.createTempDirectory("keys").resolve("vault.key");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh database without an application around it. A connection for every call would cost more than all the calls. */
    public static DataSource fresh() {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(freshUrl());
        pool.setUsername("postgres");
        pool.setPassword("postgres");
        pool.setMaximumPoolSize(6);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(10_000);
        return pool;
    }
}
