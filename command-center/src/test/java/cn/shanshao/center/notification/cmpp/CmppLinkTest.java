package cn.shanshao.center.notification.cmpp;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.notification.cmpp.CmppSettings.Version;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Incoming.Receipt;
import cn.shanshao.center.notification.gateway.Incoming.Typed;
import cn.shanshao.center.notification.gateway.Outcome;
import cn.shanshao.center.notification.gateway.RealmGuard;
import cn.shanshao.center.notification.gateway.Submission;
import cn.shanshao.ingest.wire.Realm;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is CMPP's own: its bytes, as the published protocol has them, and how a line is kept alive. */
class CmppLinkTest {
    private static final String PHONE = "13900000100";
    private static final int DELIVER = 5;
    private static final Instant NOW = Instant.parse("2026-11-26T01:00:00Z");

    private final List<Incoming> heard = new CopyOnWriteArrayList<>();
    private CmppPeer peer;
    private CmppLink link;

    private void start(int version, String secret, Duration enquire) {
        peer = CmppPeer.start(version, "secret-7");
        var settings = new CmppSettings(
                "127.0.0.1",
                peer.port(),
                version == 2 ? Version.V2 : Version.V3,
                CmppPeer.SP_ID,
                secret,
                "HELP",
                "10690000",
                8,
                null,
                Duration.ofSeconds(2),
                enquire);
        var guard = new RealmGuard("cmpp", Realm.LIVE, () -> {});
        link = new CmppLink(settings, guard, heard::add, () -> {}, Clock.fixed(NOW, ZoneOffset.UTC));
        link.start();
    }

    private void connected(int version) {
        start(version, "secret-7", Duration.ofSeconds(5));
        eventually(() -> assertThat(link.isBound()).isTrue());
    }

    @AfterEach
    void close() {
        if (link != null) {
            link.close();
            peer.close();
        }
    }

    private Outcome submit(String text, int part) {
        return link.submit(new Submission(Realm.LIVE, PHONE, text, 7, Duration.ofMinutes(30)), part);
    }

    /** Fields in hexadecimal, one a line; the rest of a line is its name. */
    private static byte[] fixture(String name) throws IOException {
        var digits = Files.readAllLines(Path.of("src/test/resources/cmpp", name)).stream()
                .map(line -> line.replaceFirst("\\s*#.*", ""))
                .collect(Collectors.joining());
        return HexFormat.of().parseHex(digits);
    }

    /** MD5 of 901234, nine zero bytes, 1234 and 0108153045, reckoned by another program. */
    @Test
    void whoConnectsIsProvedAsTheProtocolSays() {
        var proof = Authenticator.of("901234", "1234", Instant.parse("2026-01-08T07:30:45Z"));

        assertThat(proof.timestamp()).isEqualTo("0108153045");
        assertThat(HexFormat.of().formatHex(proof.digest())).isEqualTo("59471ec32b65877d529a701521202cd7");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aShortTextHasTheBytesOfTheProtocol(int version) throws IOException {
        connected(version);

        assertThat(submit("请立即查看", 1)).isInstanceOf(Outcome.Accepted.class);

        assertThat(peer.submits().get(0)).isEqualTo(fixture("submit-%d.hex".formatted(version)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aPartOfALongTextHasItsHeaderAndCutsNoCharacter(int version) throws IOException {
        connected(version);

        assertThat(submit("山".repeat(66) + "𠮷" + "哨".repeat(4), 2)).isInstanceOf(Outcome.Accepted.class);

        assertThat(peer.submits().get(0)).isEqualTo(fixture("submit-%d-part-2.hex".formatted(version)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aReportIsReadAsTheProtocolHasIt(int version) throws IOException {
        connected(version);

        peer.sends(DELIVER, fixture("report-%d.hex".formatted(version)));

        eventually(() -> assertThat(heard).containsExactly(new Receipt("1126090530123456754321", "DELIVRD")));
    }

    @Test
    void theOtherSideIsAskedWhetherItLivesAndAnswersWhenItAsks() throws InterruptedException {
        start(3, "secret-7", Duration.ofMillis(100));
        eventually(() -> assertThat(link.isBound()).isTrue());

        eventually(() -> assertThat(peer.tests()).isGreaterThan(1));
        assertThat(peer.lives()).isTrue();
    }

    @Test
    void aLoginThatIsRefusedIsNeverASuccess() {
        start(2, "another secret", Duration.ofSeconds(5));

        eventually(() -> assertThat(link.trouble()).isEqualTo("the login is refused (status 3)"));
        assertThat(link.isBound()).isFalse();
        assertThat(submit("a", 1)).isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void whatCannotBeReadEndsTheLineAndItIsMadeAgain() {
        connected(3);

        peer.sends(0x7777, new byte[3]);

        eventually(() -> assertThat(submit("b", 1)).isInstanceOf(Outcome.Accepted.class));
        assertThat(submit("c", 1)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void whatIsTypedInGbOrInAsciiIsUnderstood() {
        connected(2);

        assertThat(peer.delivers(PHONE, 15, "裂缝".getBytes(Charset.forName("GB18030"))))
                .isTrue();
        assertThat(peer.delivers(PHONE, 0, "1".getBytes(StandardCharsets.US_ASCII)))
                .isTrue();

        assertThat(heard)
                .extracting(one -> new String(((Typed) one).utf16(), StandardCharsets.UTF_16BE))
                .containsExactly("裂缝", "1");
    }

    @Test
    void whatDoesNotFitIntoItsFieldIsRefusedAtTheStart() {
        assertThatThrownBy(() -> new CmppSettings(
                        "h", 1, Version.V2, "1234567", "s", "", "1", 1, null, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("login must be up to 6 ASCII characters, was 1234567");
    }
}
