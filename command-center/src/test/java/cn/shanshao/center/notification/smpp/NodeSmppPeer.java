package cn.shanshao.center.notification.smpp;

import cn.shanshao.center.notification.gateway.Peer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The npm package {@code smpp} as a carrier, in a process of its own. */
final class NodeSmppPeer implements Peer {
    private static final Path HOME = Path.of("target", "smpp-peer");
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Integer> ports = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> typed = new LinkedBlockingQueue<>();
    private final int port;

    private NodeSmppPeer(String password, @Nullable Certified tls) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("node", "server.js", password);
        if (tls != null) {
            builder.environment().put("TLS_KEY", tls.keyPem());
            builder.environment().put("TLS_CERTIFICATE", tls.certificatePem());
        }
        process = builder.directory(HOME.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var reader = new Thread(this::read, "node-smpp");
        reader.setDaemon(true);
        reader.start();
        port = taken(ports);
    }

    static NodeSmppPeer start(String password) throws IOException, InterruptedException {
        return new NodeSmppPeer(password, null);
    }

    /** The same over TLS. */
    static NodeSmppPeer start(String password, Certified tls) throws IOException, InterruptedException {
        return new NodeSmppPeer(password, tls);
    }

    /** Why it cannot run here; {@code null} when it can. */
    static @Nullable String lacks() {
        return Files.isDirectory(HOME.resolve("node_modules/smpp"))
                ? null
                : "the npm package smpp is not in " + HOME.toAbsolutePath() + "; run install-smpp-peer.sh";
    }

    int port() {
        return port;
    }

    private void read() {
        try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var said = JSON.readTree(line);
                if (said.has("port")) {
                    ports.add(said.get("port").asInt());
                } else if (said.has("typed")) {
                    typed.add(said.get("typed").asInt());
                } else {
                    var one = said.get("seen");
                    seen.add(new Seen(
                            one.get("to").asString(),
                            one.get("text").asString(),
                            one.get("reference").asInt(),
                            one.get("isFlash").asBoolean()));
                }
            }
        } catch (IOException e) {
            // the process is gone
        }
    }

    private static int taken(BlockingQueue<Integer> from) throws InterruptedException {
        var one = from.poll(30, TimeUnit.SECONDS);
        if (one == null) {
            throw new IllegalStateException("the npm server did not answer");
        }
        return one;
    }

    private void tell(Map<String, ?> command) {
        try {
            var to = process.outputWriter(StandardCharsets.UTF_8);
            to.write(JSON.writeValueAsString(command));
            to.newLine();
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void script(String number, Does... next) {
        tell(Map.of("script", number, "does", List.of(next), "slow", SLOW.toMillis(), "late", LATE.toMillis()));
    }

    @Override
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void throttlesAbove(int perSecond) {
        tell(Map.of("throttlesAbove", perSecond));
    }

    @Override
    public boolean types(String from, String text) {
        tell(Map.of("from", from, "text", text));
        try {
            return taken(typed) == 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
