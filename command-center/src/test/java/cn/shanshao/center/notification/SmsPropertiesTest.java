package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.notification.SmsProperties.Gateway;
import cn.shanshao.center.notification.SmsProperties.Kind;
import cn.shanshao.center.notification.cmpp.CmppSettings.Version;
import cn.shanshao.center.notification.smpp.SmppSettings.Tls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** Settings as an operator writes them. */
class SmsPropertiesTest {
    private static final String SMPP = "{name: a, kind: smpp, host: h, port: 1, login: x, secret: s, from: '1'";
    private static final String CMPP = "{name: a, kind: cmpp, host: h, port: 1, login: x, secret: s, from: '1'";

    private static SmsProperties bound(Map<String, Object> environment, Resource... yamls) throws Exception {
        var world = new StandardEnvironment();
        world.getPropertySources().addFirst(new MapPropertySource("variables", environment));
        for (var yaml : yamls) {
            new YamlPropertySourceLoader()
                    .load(String.valueOf(yaml), yaml)
                    .forEach(source -> world.getPropertySources().addLast(source));
        }
        return Binder.get(world).bind("shanshao.sms", SmsProperties.class).get();
    }

    private static Resource own(String yaml) {
        return new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNotSetIsNoGateway() throws Exception {
        assertThat(bound(Map.of(), new ClassPathResource("application.yaml")).gateways())
                .isEmpty();
    }

    @Test
    void gatewaysKeepTheirOrderAndTakeTheirSecretsFromTheEnvironment() throws Exception {
        var properties =
                bound(Map.of("FIRST_CARRIER_SECRET", "tiger-9"), own("""
                        shanshao.sms.gateways:
                          - {name: mobile, kind: cmpp, host: 10.1.2.3, port: 7890, version: v3, login: "901234",
                             secret: "${FIRST_CARRIER_SECRET}", service-id: HELP, from: "10690000", window: 16}
                          - {name: abroad, kind: twilio, login: AC7, secret: s, from: "+15005550006"}
                        """), new ClassPathResource("application.yaml"));

        assertThat(properties.gateways()).extracting(Gateway::name).containsExactly("mobile", "abroad");
        var first = properties.gateways().get(0);
        assertThat(first.kind()).isEqualTo(Kind.CMPP);
        assertThat(first.version()).isEqualTo(Version.V3);
        assertThat(first.password()).isEqualTo("tiger-9");
        assertThat(first.window()).isEqualTo(16);
        assertThat(properties.gateways().get(1).api()).hasToString("https://api.twilio.com");
        assertThat(properties.toString()).doesNotContain("tiger-9");
    }

    @Test
    void whatLacksIsNamed() {
        assertThatThrownBy(() -> bound(
                        Map.of(),
                        own("shanshao.sms.gateways: [{name: mobile, kind: cmpp, login: x, secret: s, from: '1'}]")))
                .rootCause()
                .hasMessage("shanshao.sms.gateways: host must be the carrier's address, was ");
    }

    @Test
    void aCarrierOverTlsWithSeveralSessionsIsWrittenSo() throws Exception {
        var gateway = bound(Map.of(), own("""
                        shanshao.sms.gateways:
                          - {name: a, kind: smpp, host: smpp.carrier.example, port: 3550, login: x, secret: s, from: "1",
                             window: 12, sessions: 3, rate: 20, tls: true, trust: /etc/carrier.p12, trust-password: tiger-9}
                        """)).gateways().get(0);

        assertThat(gateway.sessions()).isEqualTo(3);
        assertThat(gateway.rate()).isEqualTo(20);
        assertThat(gateway.trusting()).isEqualTo(new Tls(Path.of("/etc/carrier.p12"), "tiger-9"));
        assertThat(gateway.trusting().toString()).doesNotContain("tiger-9");
    }

    @Test
    void withoutAWordTheConnectionIsOneAndPlain() throws Exception {
        var gateway = bound(Map.of(), own("shanshao.sms.gateways: [" + SMPP + "}]"))
                .gateways()
                .get(0);

        assertThat(gateway.sessions()).isEqualTo(1);
        assertThat(gateway.rate()).isNull();
        assertThat(gateway.trusting()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                SMPP + ", sessions: 9}| sessions must be 1…8, and not more than the window of 8, was 9",
                SMPP + ", sessions: 0}| sessions must be 1…8, and not more than the window of 8, was 0",
                SMPP + ", window: 2, sessions: 3}| sessions must be 1…8, and not more than the window of 2, was 3",
                CMPP + ", rate: 0}| rate must be absent, or 1…1000, was 0",
                SMPP + ", rate: 1001}| rate must be absent, or 1…1000, was 1001",
                CMPP + ", sessions: 2}| sessions must be 1, except with smpp, was 2",
                CMPP + ", tls: true}| tls must be false, except with smpp, was true",
                SMPP + ", trust: /ca.pem}| trust must be absent without tls, was /ca.pem",
                SMPP + ", tls: true, trust-password: x}| trust-password must be empty without trust, was …"
            },
            quoteCharacter = '"')
    void whatDoesNotGoTogetherIsNamed(String gateway, String expected) {
        assertThatThrownBy(() -> bound(Map.of(), own("shanshao.sms.gateways: [" + gateway + "]")))
                .rootCause()
                .hasMessage("shanshao.sms.gateways: " + expected);
    }
}
