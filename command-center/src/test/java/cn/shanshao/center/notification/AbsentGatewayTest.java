package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.notification.twilio.TwilioPeer;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Two live gateways: one that takes anything and is away, and one that is there, flashes nothing and knows one template. */
@RoadCenterTest
@Import(AbsentGatewayTest.Live.class)
@TestPropertySource(properties = "shanshao.demo=false")
@DirtiesContext
class AbsentGatewayTest {
    /** More than all that may be on their way at once. */
    private static final int MANY = 40;

    @Autowired
    TwilioPeer abroad;

    @Autowired
    Letters letters;

    @Autowired
    Messages messages;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @TestConfiguration(proxyBeanMethods = false)
    static class Live {
        @Bean
        TwilioPeer abroad() {
            return TwilioPeer.start("token-4");
        }

        @Bean
        DynamicPropertyRegistrar gateways(TwilioPeer abroad) {
            int nobody;
            try (var gone = ScriptedCarrier.start(0)) {
                nobody = gone.port();
            }
            return properties -> {
                properties.add("shanshao.sms.gateways[0].name", () -> "away");
                properties.add("shanshao.sms.gateways[0].kind", () -> "smpp");
                properties.add("shanshao.sms.gateways[0].host", () -> "127.0.0.1");
                properties.add("shanshao.sms.gateways[0].port", () -> nobody);
                properties.add("shanshao.sms.gateways[0].login", () -> "shanshao");
                properties.add("shanshao.sms.gateways[0].secret", () -> "secret");
                properties.add("shanshao.sms.gateways[0].from", () -> "10690001");
                properties.add("shanshao.sms.gateways[1].name", () -> "abroad");
                properties.add("shanshao.sms.gateways[1].kind", () -> "twilio");
                properties.add("shanshao.sms.gateways[1].api", abroad::api);
                properties.add("shanshao.sms.gateways[1].login", () -> TwilioPeer.ACCOUNT);
                properties.add("shanshao.sms.gateways[1].secret", () -> "token-4");
                properties.add("shanshao.sms.gateways[1].from", () -> TwilioPeer.FROM);
                properties.add("shanshao.sms.gateways[1].templates.t-known", () -> "T1");
            };
        }
    }

    private Letter letter(String point, int number, Channel channel, Level level, @Nullable String template) {
        return Letter.sms(
                        Errand.ISSUE,
                        Realm.LIVE,
                        level,
                        Scene.DIVISION,
                        point,
                        Cause.of(Cause.warning(point + "-w"), 1, Instant.now()).template(template),
                        new Reader("甲", "1380005%04d".formatted(number), "household", "zh", null, null),
                        "【山哨】去老岭小学",
                        null)
                .by(channel);
    }

    private void write(String point, int from, Channel channel, String template) {
        eventually(() -> assertThat(messages.gatewaysAway()).containsExactly("away"));
        var all = new ArrayList<Letter>();
        for (var i = 0; i < MANY; i++) {
            all.add(letter(point, from + i, channel, Level.RED, template));
        }
        all.add(letter(point, from + MANY, Channel.SMS, Level.BLUE, "t-known"));
        transaction.executeWithoutResult(status -> letters.add(all));
    }

    private int attempts(String point) {
        return jdbc.sql("select max(attempts) from message where point_id = :point and level = 'RED'")
                .param("point", point)
                .query(Integer.class)
                .single();
    }

    @Test
    void whatOnlyAnAbsentGatewayCanFlashHoldsUpNothingAndIsNotEvenTried() {
        write("away-flash", 0, Channel.FLASH, "t-known");

        eventually(() -> assertThat(abroad.seen()).anyMatch(one -> one.to().endsWith("13800050040")));
        assertThat(attempts("away-flash")).isZero();
    }

    @Test
    void whatOnlyAnAbsentGatewayHasRegisteredHoldsUpNothing() {
        write("away-words", 1_000, Channel.SMS, "t-unknown");

        eventually(() -> assertThat(abroad.seen()).anyMatch(one -> one.to().endsWith("13800051040")));
        // what became of the others is written when it is known, after the one that went out perhaps
        eventually(() -> assertThat(jdbc.sql("select count(*) from message where point_id = 'away-words'"
                                + " and state = 'queued' and reason = '短信通道未连通'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(MANY));
        assertThat(attempts("away-words")).isBetween(1, 10);
    }
}
