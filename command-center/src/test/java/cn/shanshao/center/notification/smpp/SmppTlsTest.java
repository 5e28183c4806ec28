package cn.shanshao.center.notification.smpp;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.identity.Certificates;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Incoming.Receipt;
import cn.shanshao.center.notification.gateway.Incoming.Typed;
import cn.shanshao.center.notification.gateway.Outcome;
import cn.shanshao.center.notification.gateway.Peer.Does;
import cn.shanshao.center.notification.gateway.RealmGuard;
import cn.shanshao.center.notification.gateway.Submission;
import cn.shanshao.center.notification.smpp.SmppSettings.Tls;
import cn.shanshao.ingest.wire.Realm;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is trusted over TLS, and who is not. */
class SmppTlsTest {
    private static final String PHONE = "13900000100";

    @TempDir
    static Path dir;

    private static Certificates authority;
    private static Certified known;
    private static Certified expired;

    private final List<Incoming> heard = new CopyOnWriteArrayList<>();
    private final List<String> distrusted = new CopyOnWriteArrayList<>();
    private final AtomicInteger binds = new AtomicInteger();
    private AutoCloseable carrier = () -> {};
    private SmppLink link;

    @BeforeAll
    static void issue() {
        authority = new Certificates(dir, "carriers");
        known = Certified.by(authority.issue("known"));
        expired = Certified.by(authority.issueExpired("expired"));
    }

    @AfterEach
    void close() throws Exception {
        link.close();
        carrier.close();
    }

    private void open(int port, String host, Tls tls) {
        var settings = new SmppSettings(
                host,
                port,
                tls,
                "shanshao",
                "secret",
                "10690000",
                2,
                4,
                null,
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                null);
        link = new SmppLink(settings, new RealmGuard("tls", Realm.LIVE, () -> {}), heard::add, new SmppLink.Watch() {
            @Override
            public void bound() {
                binds.incrementAndGet();
            }

            @Override
            public void distrusted(String why) {
                distrusted.add(why);
            }
        });
        link.start();
    }

    private ScriptedCarrier scripted(ServerSocketFactory sockets) {
        var started = ScriptedCarrier.start(0, sockets);
        carrier = started;
        return started;
    }

    private Outcome submit(String text) {
        return link.submit(new Submission(Realm.LIVE, PHONE, text, 7, Duration.ofHours(1)), 1);
    }

    /** Several attempts are refused with these words, and nothing of ours was told to whoever is there. */
    private void refused(ScriptedCarrier carrier, String... words) {
        eventually(() -> assertThat(distrusted).hasSizeGreaterThanOrEqualTo(3));
        assertThat(distrusted).allSatisfy(why -> assertThat(why).contains(words));
        eventually(() -> assertThat(link.trouble()).contains(words));
        assertThat(link.isBound()).isFalse();
        assertThat(submit("a")).isEqualTo(new Outcome.NotSent(link.trouble()));
        assertThat(binds).hasValue(0);
        assertThat(carrier.sessions()).isZero();
        assertThat(carrier.submitted()).isEmpty();
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() {
        var other = new Certificates(dir, "others");
        var carrier = scripted(Certified.by(other.issue("stranger")).sockets());
        open(carrier.port(), "localhost", new Tls(authority.pem(), ""));

        refused(
                carrier,
                "localhost:" + carrier.port() + " is not trusted: its certificate",
                "CN=stranger",
                "issued by CN=others",
                "it does not come from an authority of " + authority.pem());
    }

    @Test
    void whatJavaDoesNotTrustIsRefusedWhereNoAuthorityIsGiven() {
        var carrier = scripted(known.sockets());
        open(carrier.port(), "localhost", new Tls(null, ""));

        refused(carrier, "CN=known", "it does not come from an authority of this Java");
    }

    @Test
    void aCertificateForAnotherHostIsRefused() {
        var carrier = scripted(Certified.by(authority.issueFor("smpp.carrier.example", "elsewhere"))
                .sockets());
        open(carrier.port(), "localhost", new Tls(authority.pem(), ""));

        refused(carrier, "CN=elsewhere", "it is not made out for localhost");
    }

    @Test
    void aCertificateThatHasExpiredIsRefused() {
        var carrier = scripted(expired.sockets());
        open(carrier.port(), "localhost", new Tls(authority.pem(), ""));

        refused(carrier, "CN=expired", "it has expired");
    }

    @Test
    void whoSpeaksNothingNewerThanTls11IsNotSpokenWith() {
        var carrier = scripted(new ServerSocketFactory() {
            @Override
            public ServerSocket createServerSocket(int port, int backlog, java.net.InetAddress address)
                    throws IOException {
                var socket = (SSLServerSocket) known.sockets().createServerSocket(port, backlog, address);
                socket.setEnabledProtocols(new String[] {"TLSv1.1"});
                return socket;
            }

            @Override
            public ServerSocket createServerSocket(int port) {
                throw new UnsupportedOperationException();
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog) {
                throw new UnsupportedOperationException();
            }
        });
        open(carrier.port(), "localhost", new Tls(authority.pem(), ""));

        eventually(() -> assertThat(link.trouble()).startsWith("no TLS with localhost:" + carrier.port()));
        assertThat(binds).hasValue(0);
        assertThat(distrusted).isEmpty();
    }

    @Test
    void theAuthoritiesMayComeInAStoreOfJava() throws Exception {
        var store = dir.resolve("trust.p12");
        KeyStore trusting = KeyStore.getInstance("PKCS12");
        trusting.load(null, null);
        trusting.setCertificateEntry("carriers", authority.authority());
        try (var out = Files.newOutputStream(store)) {
            trusting.store(out, "tiger-9".toCharArray());
        }
        var carrier = scripted(known.sockets());
        open(carrier.port(), "localhost", new Tls(store, "tiger-9"));

        eventually(() -> assertThat(submit("a")).isInstanceOf(Outcome.Accepted.class));
        assertThat(distrusted).isEmpty();
    }

    @Test
    void aFileWithoutAnAuthorityIsNamedAndReadAgain() throws Exception {
        var file = Files.writeString(dir.resolve("late.pem"), "-----BEGIN CERTIFICATE-----\nnonsense");
        var carrier = scripted(known.sockets());
        open(carrier.port(), "localhost", new Tls(file, ""));
        eventually(() -> assertThat(link.trouble()).contains("the authorities in " + file + " cannot be read"));

        Files.copy(authority.pem(), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        eventually(() -> assertThat(submit("a")).isInstanceOf(Outcome.Accepted.class));
    }

    @Test
    void anIndependentServerIsSpokenWithOverTlsInSeveralSessions() throws Exception {
        var lacks = NodeSmppPeer.lacks();
        assumeTrue(lacks == null || System.getenv("CI") != null, lacks);
        var peer = NodeSmppPeer.start("secret", known);
        carrier = peer;
        open(peer.port(), "localhost", new Tls(authority.pem(), ""));
        eventually(() -> assertThat(binds).hasValue(2));

        peer.script(PHONE, Does.HANG_UP);
        assertThat(submit("a")).isInstanceOf(Outcome.Unknown.class);
        var taken = submit("请立即查看");

        assertThat(taken).isInstanceOf(Outcome.Accepted.class);
        eventually(() -> assertThat(heard).contains(new Receipt(((Outcome.Accepted) taken).carrierId(), "DELIVRD")));
        eventually(() -> assertThat(binds).hasValue(3));
        assertThat(peer.types(PHONE, "1")).isTrue();
        assertThat(heard).filteredOn(Typed.class::isInstance).hasSize(1);
        assertThat(peer.seen()).extracting(seen -> seen.text()).containsExactly("a", "请立即查看");
    }

    @Test
    void anIndependentServerThatIsNotTrustedIsRefused() throws Exception {
        var lacks = NodeSmppPeer.lacks();
        assumeTrue(lacks == null || System.getenv("CI") != null, lacks);
        var peer = NodeSmppPeer.start("secret", expired);
        carrier = peer;
        open(peer.port(), "localhost", new Tls(authority.pem(), ""));

        eventually(() -> assertThat(distrusted).isNotEmpty());
        // the trouble is that of the first session, and the other may have told of its own before
        eventually(() -> assertThat(link.trouble()).contains("CN=expired", "it has expired"));
        assertThat(binds).hasValue(0);
        assertThat(peer.seen()).isEmpty();
    }
}
