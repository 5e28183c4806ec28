package cn.shanshao.center.notification.smpp;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.notification.gateway.Concatenation;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Incoming.Receipt;
import cn.shanshao.center.notification.gateway.Incoming.Typed;
import cn.shanshao.center.notification.gateway.Outcome;
import cn.shanshao.center.notification.gateway.Peer.Does;
import cn.shanshao.center.notification.gateway.RealmGuard;
import cn.shanshao.center.notification.gateway.Submission;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmppLinkTest {
    private static final String PHONE = "10000000100";
    private static final Duration HOUR = Duration.ofHours(1);

    private static final RealmGuard GUARD = new RealmGuard("virtual", Realm.EXERCISE, () -> {});

    private final List<Incoming> heard = new CopyOnWriteArrayList<>();
    private final ScriptedCarrier carrier = ScriptedCarrier.start(0);
    private SmppLink link = link(heard::add);

    private SmppLink link(Incoming.Listener listener) {
        return link(listener, () -> {});
    }

    private SmppLink link(Incoming.Listener listener, SmppLink.Watch watch) {
        var settings = new SmppSettings(
                "127.0.0.1",
                carrier.port(),
                "shanshao",
                "secret",
                "10690000",
                8,
                Duration.ofMillis(500),
                Duration.ofSeconds(5));
        return new SmppLink(settings, GUARD, listener, watch);
    }

    @BeforeEach
    void bind() {
        link.start();
        eventually(() -> assertThat(link.isBound()).isTrue());
    }

    @AfterEach
    void close() {
        link.close();
        carrier.close();
    }

    private Outcome submit(String text) {
        return link.submit(new Submission(Realm.EXERCISE, PHONE, text, 7, HOUR), 1);
    }

    @Test
    void whatTheCarrierTakesHasItsIdAndItsReceipt() {
        var outcome = submit("请立即查看");

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        var id = ((Outcome.Accepted) outcome).carrierId();
        eventually(() -> assertThat(heard).containsExactly(new Receipt(id, "DELIVRD")));
        assertThat(carrier.submitted()).singleElement().satisfies(s -> {
            assertThat(s.text()).isEqualTo("请立即查看");
            assertThat(s.reference()).isEqualTo(7);
            assertThat(s.validity()).isEqualTo("000000010000000R");
        });
    }

    @Test
    void aLongTextGoesInJoinedParts() {
        var message = new Submission(Realm.EXERCISE, PHONE, "山".repeat(100), 7, HOUR);

        assertThat(link.parts(message.text())).isEqualTo(2);
        assertThat(link.submit(message, 1)).isInstanceOf(Outcome.Accepted.class);
        assertThat(link.submit(message, 2)).isInstanceOf(Outcome.Accepted.class);
        assertThat(carrier.submitted())
                .allMatch(ScriptedCarrier.Submitted::hasHeader)
                .extracting(s -> s.body().length)
                .containsExactly(140, 72);
    }

    @Test
    void aThrottleMayBeTriedAgainAndARefusalMayNot() {
        carrier.script(PHONE, Does.THROTTLE, Does.REFUSE);

        assertThat(submit("a")).isEqualTo(new Outcome.Throttled("0x58", true));
        assertThat(submit("a")).isEqualTo(new Outcome.Refused("0x0B"));
    }

    /** Carriers mean a system error as passing: a red message is not lost for it, and holds up no other. */
    @Test
    void aSystemErrorMayPassAndHoldsUpNoOther() {
        carrier.script(PHONE, Does.FAIL);

        assertThat(submit("a")).isEqualTo(new Outcome.Throttled("0x08", false));
        assertThat(submit("a")).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aClosedLinkLeavesNoSessionAndCanBeStartedAgain() {
        for (var i = 0; i < 3; i++) {
            link.close();
            assertThat(link.isBound()).isFalse();
            eventually(() -> assertThat(carrier.isBound()).isFalse());
            bind();
            assertThat(submit("a")).isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Test
    void whoMustBeToldOfABindCannotEndTheLink() {
        link.close();
        var binds = new AtomicInteger();
        link = link(heard::add, () -> {
            if (binds.incrementAndGet() < 3) {
                throw new NoClassDefFoundError("at the first times");
            }
        });
        link.start();

        eventually(() -> assertThat(binds).hasValueGreaterThanOrEqualTo(3));
        eventually(() -> assertThat(submit("a")).isInstanceOf(Outcome.Accepted.class));
    }

    @Test
    void whatSomebodyTypesArrivesWholeOrInParts() {
        carrier.type(PHONE, "后山裂缝变宽");
        carrier.typePart(PHONE, Concatenation.header(9, 2, 2, "乙".getBytes(StandardCharsets.UTF_16BE)));

        eventually(() -> assertThat(heard).hasSize(2));
        var whole = (Typed) heard.get(0);
        var part = (Typed) heard.get(1);
        assertThat(new String(whole.utf16(), StandardCharsets.UTF_16BE)).isEqualTo("后山裂缝变宽");
        assertThat(whole.joint()).isNull();
        assertThat(part.joint()).isEqualTo(new Incoming.Joint(9, 2, 2));
    }

    @Test
    void whatCouldNotBeStoredIsRefusedSoThatTheCarrierSendsItAgain() {
        link.close();
        link = link(incoming -> {
            throw new IllegalStateException("the database is away");
        });
        bind();

        assertThatThrownBy(() -> carrier.type(PHONE, "1")).rootCause().hasMessageContaining("00000064");
    }
}
