package cn.shanshao.center.screen;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.RoadCenterTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A browser that stops reading must cost nothing but itself. */
@RoadCenterTest
class SlowPageTest {
    private static final Topic TOPIC = Topic.division("220182");

    @Autowired
    Caller caller;

    @Autowired
    Push push;

    @Autowired
    Watchers watchers;

    @Test
    void isClosedWhileOthersHearEverythingInOrder() throws Exception {
        var admin = caller.admin();
        try (var slow = new Socket();
                var quick = new StompEar(admin).on(TOPIC.destination())) {
            slow.setReceiveBufferSize(4_096);
            connectAndReadNothing(slow, admin);
            eventually(() -> assertThat(watchers.count(TOPIC)).isEqualTo(2));
            var filling = "x".repeat(6_000);
            var sent = 0;
            while (watchers.count(TOPIC) == 2 && sent < 10_000) {
                for (var i = 0; i < 20; i++) {
                    var number = sent++;
                    push.change(List.of(TOPIC), "test", () -> Optional.of(Map.of("n", number, "fill", filling)));
                }
                var all = sent;
                eventually(() -> assertThat(quick.heard("test").size()).isEqualTo(all));
            }

            assertThat(watchers.count(TOPIC)).isEqualTo(1);
            assertThat(quick.heard("test"))
                    .extracting(e -> e.at("/test/n").asInt())
                    .isSorted();
        }
    }

    private static void connectAndReadNothing(Socket socket, Caller signedIn) throws IOException {
        var at = signedIn.uri("/ws");
        socket.connect(new InetSocketAddress(at.getHost(), at.getPort()));
        var out = socket.getOutputStream();
        out.write(
                ("GET /ws HTTP/1.1\r\nHost: " + at.getAuthority() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: "
                                + signedIn.cookie() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        frame(out, "CONNECT\naccept-version:1.2\nheart-beat:0,0\n\n\0");
        frame(out, "SUBSCRIBE\nid:s\ndestination:" + TOPIC.destination() + "\n\n\0");
    }

    /** A masked text frame of less than 126 bytes; a mask of zeros changes nothing. */
    private static void frame(OutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(0x81);
        out.write(0x80 | bytes.length);
        out.write(new byte[4]);
        out.write(bytes);
        out.flush();
    }
}
