package cn.shanshao.allinone.postgres;

import cn.shanshao.allinone.port.FreePort;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded PostgreSQL: on the loopback only, with a password, and durable, which it is asked after each start. A
 * server that dies is started again on the same port.
 */
public final class Postgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);
    private static final Duration START_LIMIT = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final long LARGEST_LOG = 20L << 20;
    private static final String DATABASE = "shanshao";

    private final Cluster cluster;
    private final Path log;
    private final String password;
    private final int port;
    /** Held while the server is started or stopped, so that neither misses the other. */
    private final Object switches = new Object();

    private boolean closing;
    private volatile Process server;

    private Postgres(Cluster cluster, Path log, String password) {
        this.cluster = cluster;
        this.log = log;
        this.password = password;
        this.port = freePort();
        this.server = launch();
    }

    /**
     * @param dir holds the programs and the data; kept from start to start
     * @throws PostgresFailure when it cannot run here or is not durable
     */
    public static Postgres start(Path dir, Path log, String password) {
        var root = dir.toAbsolutePath();
        var cluster = new Cluster(root.resolve("data"), PostgresBinaries.unpack(root), PlainUser.choose());
        cluster.prepare(password);
        putAside(log);
        var postgres = new Postgres(cluster, log, password);
        try {
            postgres.awaitReady();
            postgres.createDatabase();
            postgres.assertDurable();
            return postgres;
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    /** What an earlier start has logged is kept once; the server itself logs little, and does not turn its log. */
    private static void putAside(Path log) {
        try {
            if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new PostgresFailure("cannot put aside " + log, e);
        }
    }

    public String jdbcUrl() {
        return url(DATABASE);
    }

    public String user() {
        return Cluster.SUPERUSER;
    }

    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    /** What the running server says. */
    public Durability durability() throws SQLException {
        try (var connection = connect(DATABASE)) {
            return Durability.of(connection);
        }
    }

    @Override
    public void close() {
        forget();
        cluster.stop(server.toHandle());
    }

    /** As if the JVM had been killed: the server stays, and is not started again. */
    void forget() {
        synchronized (switches) {
            closing = true;
        }
    }

    ProcessHandle process() {
        return server.toHandle();
    }

    private Process launch() {
        var command = new ArrayList<>(List.of(
                cluster.binaries().program("postgres"), "-D", cluster.data().toString()));
        for (var setting : List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "max_connections=60",
                "shared_buffers=256MB",
                "max_wal_size=2GB",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_checkpoints=off",
                "log_line_prefix=%m [%p] ")) {
            command.addAll(List.of("-c", setting));
        }
        try {
            var started = new ProcessBuilder(cluster.user().command(command))
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            var keeper = new Thread(() -> outlive(started), "postgres-keeper");
            keeper.setDaemon(true);
            keeper.start();
            return started;
        } catch (IOException e) {
            throw new PostgresFailure("cannot run " + command.get(0), e);
        }
    }

    /** Waits for the end of the server, and starts another, however often that fails. */
    private void outlive(Process process) {
        var code = process.onExit().join().exitValue();
        for (var pause = Duration.ofSeconds(1);
                ;
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause) {
            LockSupport.parkNanos(pause.toNanos());
            synchronized (switches) {
                if (closing) return;
                LOG.error("PostgreSQL ended with code {}; see {}; starting it again", code, log);
                try {
                    server = launch();
                    return;
                } catch (RuntimeException | Error e) {
                    LOG.error("PostgreSQL cannot be started again; trying once more", e);
                }
            }
        }
    }

    private void awaitReady() {
        var deadline = Instant.now().plus(START_LIMIT);
        while (true) {
            try (var connection = connect("postgres")) {
                if (connection.isValid(5)) return;
            } catch (SQLException e) {
                if (!server.isAlive()) throw new PostgresFailure("PostgreSQL ended while it started; see " + log, e);
                if (Instant.now().isAfter(deadline))
                    throw new PostgresFailure("PostgreSQL is not ready; see " + log, e);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private void createDatabase() {
        try (var connection = connect("postgres");
                var statement = connection.createStatement();
                var there = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (there.next()) return;
            try (var create = connection.createStatement()) {
                create.execute("CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException e) {
            throw new PostgresFailure("cannot create the database " + DATABASE, e);
        }
    }

    private void assertDurable() {
        try {
            var durability = durability();
            if (!durability.holds()) {
                throw new PostgresFailure("PostgreSQL is not durable: " + durability.settings()
                        + "; take the setting back with ALTER ROLE or ALTER DATABASE … RESET");
            }
        } catch (SQLException e) {
            throw new PostgresFailure("cannot ask PostgreSQL for its settings", e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), Cluster.SUPERUSER, password);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static int freePort() {
        try {
            return FreePort.find();
        } catch (IOException e) {
            throw new PostgresFailure("no free port on the loopback", e);
        }
    }
}
