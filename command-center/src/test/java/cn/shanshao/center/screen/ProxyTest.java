package cn.shanshao.center.screen;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** A proxy on this machine ends TLS, and the command centre hears from it who is there. */
@CenterTest
class ProxyTest {
    private static final String SITE = "shanshao.example";

    @Autowired
    Caller caller;

    @Autowired
    ServletWebServerApplicationContext context;

    private static Map<String, String> through(String origin) {
        return Map.of(
                "Origin",
                origin,
                "X-Forwarded-For",
                "203.0.113.7",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                SITE);
    }

    @Test
    void thePageOfTheProxyIsLive() throws Exception {
        try (var page = new StompEar(caller.admin(), through("https://" + SITE)).on("/topic/division/22")) {
            eventually(() -> assertThat(page.heard("pulse")).isNotEmpty());
        }
    }

    @Test
    void soItIsOnAnotherPort() throws Exception {
        var headers = new HashMap<>(through("https://" + SITE + ":8443"));
        headers.put("X-Forwarded-Port", "8443");
        try (var page = new StompEar(caller.admin(), headers).on("/topic/division/22")) {
            eventually(() -> assertThat(page.heard("pulse")).isNotEmpty());
        }
    }

    @Test
    void aPageOfSomebodyElseIsRefusedThroughTheProxyAndWithoutIt() {
        var admin = caller.admin();
        assertThatThrownBy(() -> new StompEar(admin, through("https://elsewhere.example")))
                .hasMessageContaining("403");
        assertThatThrownBy(() -> new StompEar(admin, through("http://" + SITE))).hasMessageContaining("403");
        assertThatThrownBy(() -> new StompEar(admin, Map.of("Origin", "https://elsewhere.example")))
                .hasMessageContaining("403");
    }

    @Test
    void theCookieOfALoginOverTlsIsNeverSentWithoutIt() {
        var login = Map.of("username", "admin", "password", CenterTest.PASSWORD);
        var plain = caller.post("/api/v1/session", login);
        var secure = caller.with("X-Forwarded-Proto", "https")
                .with("X-Forwarded-For", "203.0.113.8")
                .post("/api/v1/session", login);
        assertThat(plain.header("Set-Cookie")).doesNotContain("Secure");
        assertThat(secure.header("Set-Cookie")).contains("Secure");
    }

    @Test
    void whoGuessesWaitsAloneAndTheTrailNamesTheirAddress() {
        var guesser = caller.with("X-Forwarded-For", "203.0.113.9");
        assertThat(IntStream.range(0, 40)
                        .mapToObj(i -> Map.of("username", "proxy-nobody" + i, "password", "x"))
                        .mapToInt(
                                login -> guesser.post("/api/v1/session", login).status()))
                .contains(429);
        var guess = Map.of("username", "proxy-nobody", "password", "x");
        assertThat(caller.with("X-Forwarded-For", "203.0.113.10")
                        .post("/api/v1/session", guess)
                        .status())
                .isEqualTo(401);
        assertThat(caller.admin().get("/api/v1/audit").response().body()).contains("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 203.0.113.7",
        "0:0:0:0:0:0:0:1, 203.0.113.7",
        "10.0.0.5, 10.0.0.5",
        "192.168.1.5, 192.168.1.5",
        "172.16.0.5, 172.16.0.5",
        "198.51.100.5, 198.51.100.5"
    })
    void onlyAProxyOnThisMachineIsBelieved(String peer, String believed) throws Exception {
        assertThat(addressSeen(peer, "203.0.113.7")).isEqualTo(believed);
    }

    @Test
    void whatTheCallerPutBeforeTheProxysWordIsNotBelieved() throws Exception {
        assertThat(addressSeen("127.0.0.1", "127.0.0.1, 203.0.113.7")).isEqualTo("203.0.113.7");
    }

    /** The address as it comes out of the valve of the running server. */
    private String addressSeen(String peer, String forwardedFor) throws Exception {
        var request = new Request(new Connector(), new org.apache.coyote.Request());
        request.setRemoteAddr(peer);
        request.setRemoteHost(peer);
        request.getCoyoteRequest().getMimeHeaders().addValue("X-Forwarded-For").setString(forwardedFor);
        var seen = new AtomicReference<String>();
        var valve = valveLikeThatOfTheServer();
        valve.setNext(new ValveBase() {
            @Override
            public void invoke(Request r, Response s) {
                seen.set(r.getRemoteAddr());
            }
        });
        valve.invoke(request, new Response(new org.apache.coyote.Response()));
        return seen.get();
    }

    private RemoteIpValve valveLikeThatOfTheServer() {
        var server = (TomcatWebServer) context.getWebServer();
        assertThat(server).isNotNull();
        for (var valve : server.getTomcat().getEngine().getPipeline().getValves()) {
            if (valve instanceof RemoteIpValve running) {
                var copy = new RemoteIpValve();
                copy.setInternalProxies(running.getInternalProxies());
                if (running.getTrustedProxies() != null) {
                    copy.setTrustedProxies(running.getTrustedProxies());
                }
                copy.setRemoteIpHeader(running.getRemoteIpHeader());
                copy.setProtocolHeader(running.getProtocolHeader());
                return copy;
            }
        }
        throw new AssertionError("Tomcat has no RemoteIpValve");
    }
}
