package cn.shanshao.allinone.port;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A free port of the loopback for a server that binds it a while later, and perhaps again after its end. It lies below those
 * that the kernel gives to outgoing connections, of which one would else sit on it by then, sooner or later.
 */
public final class FreePort {
    private static final Path OUTGOING = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int LOWEST = 15_000;
    private static final int USUAL_LOWEST_OUTGOING = 32_768;
    private static final int TRIES = 200;

    private FreePort() {}

    /** @throws IOException when there is none */
    public static int find() throws IOException {
        var end = lowestOutgoing();
        for (var tries = 0; tries < TRIES && end > LOWEST; tries++) {
            var port = ThreadLocalRandom.current().nextInt(LOWEST, end);
            try {
                return bound(port);
            } catch (BindException e) {
                // Somebody listens there: another one.
            }
        }
        return bound(0);
    }

    private static int bound(int port) throws IOException {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The kernel answers one read of such a file, and nothing to a second one. */
    private static int lowestOutgoing() {
        try (var file = Files.newInputStream(OUTGOING)) {
            var text = new byte[64];
            var length = Math.max(0, file.read(text));
            return Integer.parseInt(new String(text, 0, length, StandardCharsets.US_ASCII).split("\\s+")[0]);
        } catch (IOException | NumberFormatException e) {
            return USUAL_LOWEST_OUTGOING;
        }
    }
}
