package cn.shanshao.center.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.springframework.util.FileSystemUtils;

/** The distribution that Keycloak publishes, unpacked, with a realm of ours, in a process of its own. */
final class Keycloak implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(8);
    private static final String REALM = "keycloak/shanshao.json";

    private final Path folder;
    private final Process process;
    private final String issuer;

    private Keycloak(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.issuer = "http://127.0.0.1:" + port + "/realms/shanshao";
    }

    static Keycloak start(Path zip) throws IOException {
        var folder = Files.createTempDirectory("shanshao-keycloak");
        unpack(zip, folder);
        var home = folder.resolve(
                zip.getFileName().toString().replaceFirst("keycloak-quarkus-dist-(.*)\\.zip", "keycloak-$1"));
        var realms = Files.createDirectories(home.resolve("data/import"));
        try (var realm = Keycloak.class.getClassLoader().getResourceAsStream(REALM)) {
            Files.write(realms.resolve("shanshao.json"), realm.readAllBytes());
        }
        var port = freePort();
        var process = new ProcessBuilder(List.of(
                        "bash",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--import-realm"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        var keycloak = new Keycloak(folder, process, port);
        keycloak.awaitReady();
        return keycloak;
    }

    private static void unpack(Path zip, Path into) throws IOException {
        try (var packed = new ZipFile(zip.toFile())) {
            for (var entry : Collections.list(packed.entries())) {
                var file = into.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    try (var in = packed.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException {
        var http = HttpClient.newHttpClient();
        var asked = HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
                .build();
        var deadline = Instant.now().plus(START);
        while (true) {
            try {
                if (http.send(asked, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not yet
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                var said = Files.readString(folder.resolve("log"));
                close();
                throw new IllegalStateException("Keycloak does not start: " + said);
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    String issuer() {
        return issuer;
    }

    @Override
    public void close() {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(30, TimeUnit.SECONDS);
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
