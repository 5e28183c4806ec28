package cn.shanshao.allinone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The data folder of the server: made once and whole, and freed from a server that a killed JVM left behind. */
record Cluster(Path data, PostgresBinaries binaries, PlainUser user) {
    static final String SUPERUSER = "shanshao";
    private static final long STOP_SECONDS = 60;

    void prepare(String password) {
        if (!Files.exists(data.resolve("PG_VERSION"))) initialise(password);
        user.own(data);
        leftOver().ifPresent(this::stop);
    }

    /** The server that still uses this folder, if there is one: its process must be a postgres, not a recycled id. */
    Optional<ProcessHandle> leftOver() {
        var file = data.resolve("postmaster.pid");
        try {
            if (!Files.exists(file)) return Optional.empty();
            var pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(handle -> isServer(pid));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new PostgresFailure("cannot read " + file + "; remove it when no postgres runs", e);
        }
    }

    private boolean isServer(long pid) {
        try {
            var command = Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
            return command.contains("postgres") && command.contains(data.toString());
        } catch (IOException e) {
            return false;
        }
    }

    /** Fast shutdown, which writes a checkpoint; after the time limit the immediate one, which recovery makes good. */
    void stop(ProcessHandle server) {
        if (signal(server, "INT") && ended(server, STOP_SECONDS)) return;
        if (signal(server, "QUIT") && ended(server, STOP_SECONDS)) return;
        if (server.isAlive()) {
            throw new PostgresFailure(
                    "the PostgreSQL server of an earlier start (process " + server.pid() + ") does not end");
        }
    }

    private static boolean signal(ProcessHandle server, String name) {
        return Shell.run(List.of("sh", "-c", "kill -" + name + " " + server.pid()))
                .succeeded();
    }

    private static boolean ended(ProcessHandle server, long seconds) {
        try {
            server.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !server.isAlive();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new PostgresFailure("cannot wait for the end of process " + server.pid(), e);
        }
    }

    private void initialise(String password) {
        try {
            Files.createDirectories(data.getParent());
            var beside = Files.createTempDirectory(data.getParent(), "initdb");
            var secret = Files.createTempFile(data.getParent(), "initdb", ".secret");
            try {
                Files.writeString(secret, password);
                user.own(beside);
                user.own(secret);
                initdb(beside, secret);
                Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rwx------"));
                Files.move(beside, data, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(secret);
            }
        } catch (IOException e) {
            throw new PostgresFailure("cannot make the data folder " + data, e);
        }
    }

    private void initdb(Path beside, Path secret) {
        var done = Shell.run(user.command(List.of(
                binaries.program("initdb"),
                "--pgdata=" + beside,
                "--username=" + SUPERUSER,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--data-checksums")));
        if (!done.succeeded()) throw new PostgresFailure("initdb failed: " + done.output());
    }
}
