package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.notification.gateway.Outcome;
import cn.shanshao.center.notification.gateway.Peer.Does;
import cn.shanshao.center.notification.gateway.RealmGuard;
import cn.shanshao.center.notification.gateway.Submission;
import cn.shanshao.center.notification.smpp.SmppLink;
import cn.shanshao.center.notification.smpp.SmppSettings;
import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WayTest {
    private static final String PHONE = "13900000100";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScriptedCarrier carrier = ScriptedCarrier.start(0);
    private final SmppLink link = new SmppLink(
            new SmppSettings("127.0.0.1", carrier.port(), "s", "s", "1069", 2, PATIENCE, PATIENCE),
            new RealmGuard("way", Realm.LIVE, () -> {}),
            incoming -> {},
            () -> {});
    private final Way way = new Way("way", Realm.LIVE, Map.of(), link);

    @BeforeEach
    void bind() {
        link.start();
        eventually(() -> assertThat(way.isReady()).isTrue());
    }

    @AfterEach
    void close() {
        link.close();
        carrier.close();
    }

    private Outcome submit() {
        return way.submit(Channel.SMS, new Submission(Realm.LIVE, PHONE, "请撤离", 7, PATIENCE), 1);
    }

    @Test
    void aCarrierThatThrottlesIsLeftAloneAndOneThatFailsWithOneMessageIsNot() {
        carrier.script(PHONE, Does.FAIL, Does.THROTTLE);

        assertThat(submit()).isEqualTo(new Outcome.Throttled("0x08", false));
        assertThat(way.isReady()).isTrue();
        assertThat(submit()).isEqualTo(new Outcome.Throttled("0x58", true));
        assertThat(way.isReady()).isFalse();
        eventually(() -> assertThat(way.isReady()).isTrue());
    }
}
