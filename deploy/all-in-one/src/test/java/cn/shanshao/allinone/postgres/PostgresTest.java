package cn.shanshao.allinone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresTest {
    @TempDir
    Path dir;

    @Test
    void keepsWhatWasCommittedFromStartToStartAndIsDurable() throws Exception {
        try (var first = start()) {
            execute(first, "CREATE TABLE kept(n int); INSERT INTO kept VALUES (7)");
            assertThat(first.durability().holds()).isTrue();
        }
        try (var second = start()) {
            assertThat(count(second)).isEqualTo(1);
        }
    }

    @Test
    void refusesToRunWithAServerThatWasMadeForgetful() throws Exception {
        try (var first = start()) {
            execute(first, "ALTER ROLE shanshao SET synchronous_commit = off");
            assertThat(first.durability().holds()).isFalse();
        }
        assertThatThrownBy(this::start)
                .isInstanceOf(PostgresFailure.class)
                .hasMessageContaining("synchronous_commit=off");
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        try (var postgres = start()) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void replacesAServerThatWasLeftBehind() throws Exception {
        var left = start();
        execute(left, "CREATE TABLE kept(n int); INSERT INTO kept VALUES (7)");
        left.forget();
        try (var next = start()) {
            assertThat(count(next)).isEqualTo(1);
        }
        assertThat(left.process().isAlive()).isFalse();
    }

    @Test
    void startsTheServerAgainWhenItIsKilled() throws Exception {
        try (var postgres = start()) {
            execute(postgres, "CREATE TABLE kept(n int); INSERT INTO kept VALUES (7)");
            var first = postgres.process();
            first.destroyForcibly();
            first.onExit().get(30, TimeUnit.SECONDS);
            assertThat(countWhenUpAgain(postgres)).isEqualTo(1);
        }
    }

    private static long countWhenUpAgain(Postgres postgres) throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                return count(postgres);
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) throw e;
                Thread.sleep(100);
            }
        }
    }

    private Postgres start() {
        return Postgres.start(dir, dir.resolve("postgres.log"), "secret-of-this-test");
    }

    private static void execute(Postgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(Postgres postgres) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT count(*) FROM kept")) {
            result.next();
            return result.getLong(1);
        }
    }
}
