package cn.shanshao.allinone.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class FreePortTest {
    @Test
    void isOneThatNoOutgoingConnectionGets() throws Exception {
        var loopback = InetAddress.getLoopbackAddress();
        try (var server = new ServerSocket(FreePort.find(), 5, loopback);
                var outgoing = new Socket(loopback, server.getLocalPort())) {
            assertThat(server.getLocalPort()).isBetween(15_000, 32_767).isLessThan(outgoing.getLocalPort());
        }
    }
}
