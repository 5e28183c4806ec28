package cn.shanshao.allinone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;

/** Ports that are taken are told before anything starts. */
final class Ports {
    private Ports() {}

    private static boolean isOurs(String host) {
        try {
            var address = InetAddress.getByName(host);
            return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }

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
                    isOurs(host)
                            ? "./shanshao doctor tells who has it; or choose another: %s=%d"
                                    .formatted(variable, port + 10_000)
                            : "SHANSHAO_HOST must be an address of this machine, was " + host,
                    e);
        }
    }
}
