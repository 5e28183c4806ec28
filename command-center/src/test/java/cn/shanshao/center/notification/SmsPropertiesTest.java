package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.notification.SmsProperties.Gateway;
import cn.shanshao.center.notification.SmsProperties.Kind;
import cn.shanshao.center.notification.cmpp.CmppSettings.Version;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** Settings as an operator writes them. */
class SmsPropertiesTest {
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
}
