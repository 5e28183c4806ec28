package cn.shanshao.center.notification.smpp;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.ScriptedCarrier.Does;
import cn.shanshao.center.notification.smpp.Incoming.Receipt;
import cn.shanshao.center.notification.smpp.Incoming.Typed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmppLinkTest {
    private static final String PHONE = "10000000100";
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<Incoming> heard = new CopyOnWriteArrayList<>();
    private final ScriptedCarrier carrier = ScriptedCarrier.start(0);
    private SmppLink link = link(heard::add);

    private SmppLink link(Incoming.Listener listener) {
        return link(listener, () -> {});
    }

    private SmppLink link(Incoming.Listener listener, Runnable onBound) {
        var settings = new SmppSettings(
                "127.0.0.1",
                carrier.port(),
                "shanshao",
                "secret",
                "10690000",
                8,
                Duration.ofMillis(500),
                Duration.ofSeconds(5));
        return new SmppLink(settings, listener, onBound);
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
        return link.submit(new Submission(PHONE, text, 7, HOUR), 1);
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
        var message = new Submission(PHONE, "山".repeat(100), 7, HOUR);

        assertThat(SmppLink.parts(message.text())).isEqualTo(2);
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

        assertThat(submit("a")).isEqualTo(new Outcome.Throttled(0x58));
        assertThat(submit("a")).isEqualTo(new Outcome.Refused(0x0b));
    }

    @Test
    void anAnswerThatNeverComesLeavesTheOutcomeUnknown() {
        carrier.script(PHONE, Does.NO_ANSWER);

        assertThat(submit("a")).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void aLostConnectionLeavesTheOutcomeUnknownAndIsBoundAgain() {
        carrier.script(PHONE, Does.HANG_UP);

        assertThat(submit("a")).isInstanceOf(Outcome.Unknown.class);
        eventually(() -> assertThat(submit("b")).isInstanceOf(Outcome.Accepted.class));
    }

    @Test
    void withoutASessionNothingLeaves() {
        link.close();

        assertThat(submit("a")).isInstanceOf(Outcome.NotSent.class);
        assertThat(carrier.submitted()).isEmpty();
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
    void manyAreOnTheirWayAtOnce() throws Exception {
        carrier.script(PHONE, Does.NO_ANSWER, Does.NO_ANSWER, Does.NO_ANSWER);
        var pool = Executors.newFixedThreadPool(8);
        var outcomes = pool.invokeAll(IntStream.range(0, 8)
                .<java.util.concurrent.Callable<Outcome>>mapToObj(i -> () -> submit("text " + i))
                .toList());
        pool.shutdown();

        var accepted = 0;
        for (var outcome : outcomes) {
            accepted += outcome.get() instanceof Outcome.Accepted ? 1 : 0;
        }
        assertThat(accepted).isEqualTo(5);
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

    @Test
    void onlyThisMachineCanBeTheVirtualCarrier() {
        assertThatThrownBy(() -> new SmppSettings(
                        "192.0.2.1", 2775, "a", "b", "c", 1, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback");
    }
}
