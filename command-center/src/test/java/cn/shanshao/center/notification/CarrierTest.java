package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.CenterSettings;
import cn.shanshao.center.Loops;
import cn.shanshao.center.notification.SmsProperties.Gateway;
import cn.shanshao.center.notification.SmsProperties.Kind;
import cn.shanshao.center.notification.SmsProperties.Virtual;
import cn.shanshao.center.notification.cmpp.CmppSettings.Version;
import cn.shanshao.ingest.wire.Realm;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

class CarrierTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static Carrier carrier(boolean demo, SmsProperties properties) {
        var center = new CenterSettings(demo, "", URI.create("http://127.0.0.1:8080"), true);
        var mailroom = new Mailroom(null, null, new TransactionTemplate(), new Loops());
        return new Carrier(properties, center, mailroom, null, null, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    private static Virtual virtual(String host, int port) {
        return new Virtual(host, port, "shanshao", "", "10690000", 8, SECOND, SECOND, "VOICE");
    }

    private static Gateway gateway(String name, String secret, @Nullable Path file) {
        return new Gateway(
                name,
                Kind.SMPP,
                "192.0.2.1",
                2775,
                URI.create("https://api.twilio.com"),
                "login",
                secret,
                file,
                Version.V2,
                "",
                "10690000",
                4,
                null,
                SECOND,
                SECOND,
                1,
                false,
                null,
                "",
                "",
                Map.of());
    }

    @Test
    void onlyThisMachineCanBeTheVirtualCarrier() {
        assertThatThrownBy(() -> carrier(true, new SmsProperties(virtual("192.0.2.1", 2775), List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback")
                .hasMessageContaining("192.0.2.1");
    }

    @Test
    void aTextThatIsNotRegisteredIsGivenToNoCarrierThatAsksForIt() {
        var strict = gateway("strict", "secret", null);
        var carrier = carrier(
                false, new SmsProperties(null, List.of(templates(strict, Map.of("evacuation-issue-red-zh", "T1")))));

        assertThat(carrier.suited(Realm.LIVE, Channel.SMS, "evacuation-issue-red-zh"))
                .hasSize(1);
        assertThat(carrier.suited(Realm.LIVE, Channel.SMS, "evacuation-issue-red-ko"))
                .isEmpty();
        assertThat(carrier.suited(Realm.LIVE, Channel.VOICE, "evacuation-issue-red-zh"))
                .as("it calls nobody")
                .isEmpty();
        assertThat(carrier.unregistered(Realm.LIVE, Stream.of("evacuation-issue-red-zh", "evacuation-issue-red-ko")))
                .containsExactly("evacuation-issue-red-ko");
        assertThat(carrier.unregistered(Realm.EXERCISE, Stream.of("evacuation-issue-red-ko")))
                .as("there is no carrier")
                .isEmpty();
        assertThat(carrier(false, new SmsProperties(null, List.of(strict))).suited(Realm.LIVE, Channel.FLASH, "any"))
                .hasSize(1);
    }

    private static Gateway templates(Gateway g, Map<String, String> templates) {
        return new Gateway(
                g.name(),
                g.kind(),
                g.host(),
                g.port(),
                g.api(),
                g.login(),
                g.secret(),
                g.secretFile(),
                g.version(),
                g.serviceId(),
                g.from(),
                g.window(),
                g.rate(),
                g.answer(),
                g.enquire(),
                g.sessions(),
                g.tls(),
                g.trust(),
                g.trustPassword(),
                g.voiceService(),
                templates);
    }

    @Test
    void withoutAGatewayNobodyServesTheLiveRealm() {
        var carrier = carrier(false, new SmsProperties(virtual("127.0.0.1", 2775), List.of()));

        assertThat(carrier.serves(Realm.LIVE)).isFalse();
        assertThat(carrier.serves(Realm.EXERCISE)).isTrue();
        assertThat(carrier.trouble(Realm.LIVE)).isEqualTo("短信未接入");
    }

    @Test
    void withGatewaysAloneNobodyServesTheExercise() {
        var carrier = carrier(
                false,
                new SmsProperties(
                        virtual("127.0.0.1", 0), List.of(gateway("first", "s", null), gateway("second", "s", null))));

        assertThat(carrier.serves(Realm.EXERCISE)).isFalse();
        assertThat(carrier.window(Realm.LIVE)).isEqualTo(8);
        assertThat(carrier.away(Realm.LIVE)).containsExactly("first", "second");
        assertThat(carrier.ready(Realm.LIVE)).isEmpty();
    }

    @Test
    void thereIsNoRealGatewayBesideTheDemo() {
        assertThatThrownBy(() -> carrier(true, new SmsProperties(null, List.of(gateway("first", "s", null)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--empty");
    }

    @Test
    void aNameIsGivenOnce() {
        assertThatThrownBy(() -> new SmsProperties(null, List.of(gateway("a", "s", null), gateway("a", "s", null))))
                .hasMessageContaining("shanshao.sms.gateways")
                .hasMessageContaining("a must be given once");
        assertThatThrownBy(() -> gateway("Ünfit/", "s", null)).hasMessageContaining("name must be");
    }

    @Test
    void theSecretComesFromOnePlaceAndIsNeverShown(@TempDir Path dir) throws Exception {
        var file = Files.writeString(dir.resolve("secret"), "tiger-9\n");

        assertThat(gateway("a", "", file).password()).isEqualTo("tiger-9");
        assertThat(gateway("a", "tiger-9", null).toString()).doesNotContain("tiger-9");
        assertThatThrownBy(() -> gateway("a", "tiger-9", file))
                .hasMessageContaining("secret must be")
                .hasMessageNotContaining("tiger-9");
        assertThatThrownBy(() -> gateway("a", "", null)).hasMessageContaining("secret must be");
        assertThatThrownBy(() -> gateway("a", "", dir.resolve("none")).password())
                .hasMessageContaining("secret-file of a");
    }
}
