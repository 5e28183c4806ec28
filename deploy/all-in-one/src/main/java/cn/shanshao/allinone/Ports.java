package cn.shanshao.allinone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports that are taken are told before anything starts. */
final class Ports {
    private Ports() {}

    /** @return the port itself, or a free one for 0 */
    static int claim(String host, int port, String what, String variable) {
        if (port < 0) return port;
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartFailure(
                    "port %d for %s cannot be used: %s".formatted(port, what, e.getMessage()),
                    "./shanshao doctor tells who has it; or choose another: %s=%d".formatted(variable, port + 10_000),
                    e);
        }
    }
}
