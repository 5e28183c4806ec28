package cn.shanshao.center.notification.gateway;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.shanshao.center.notification.gateway.Incoming.Receipt;
import cn.shanshao.center.notification.gateway.Incoming.Typed;
import cn.shanshao.center.notification.gateway.Peer.Does;
import cn.shanshao.center.notification.gateway.Peer.Seen;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every gateway must do, whatever its carrier speaks; each runs it against a carrier's end of its protocol. */
public abstract class SmsGatewayKit {
    protected static final String PHONE = "13900000100";
    protected static final String SECRET = "secret-7";
    protected static final int WINDOW = 8;
    /** Long enough for a busy machine, short enough to wait for where none comes. */
    protected static final Duration ANSWER = Duration.ofSeconds(4);

    private static final int REFERENCE = 7;
    /** Messages a second. */
    private static final int RATE = 10;

    private final List<Incoming> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger stopped = new AtomicInteger();
    private volatile boolean canStore = true;
    private Peer peer;
    private SmsGateway gateway;

    /** A peer that knows {@link #SECRET}. */
    protected abstract Peer peer() throws Exception;

    /** A gateway that knows the peer, with as many messages a second in each session; not started. */
    protected abstract SmsGateway gateway(
            Peer peer, RealmGuard guard, Incoming.Listener listener, @Nullable Integer rate) throws Exception;

    /** How many sessions the gateway has with the peer. */
    protected int sessions() {
        return 1;
    }

    @BeforeEach
    void connect() throws Exception {
        peer = peer();
        connect(null);
    }

    private void connect(@Nullable Integer rate) throws Exception {
        gateway = gateway(peer, new RealmGuard("kit", Realm.LIVE, stopped::incrementAndGet), this::hear, rate);
        gateway.start();
        eventually(() -> assertThat(gateway.isBound()).isTrue());
    }

    @AfterEach
    void disconnect() {
        gateway.close();
        peer.close();
    }

    private void hear(Incoming incoming) {
        if (!canStore) {
            throw new IllegalStateException("the database is away");
        }
        heard.add(incoming);
    }

    private static Submission message(Realm realm, String text) {
        return new Submission(realm, PHONE, text, REFERENCE, Duration.ofMinutes(30));
    }

    private Outcome submit(String text) {
        return gateway.submit(message(Realm.LIVE, text), 1);
    }

    private static String id(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).carrierId();
    }

    /** What its receipts say that nothing comes after. */
    private List<String> statesOf(String id) {
        return heard.stream()
                .filter(Receipt.class::isInstance)
                .map(Receipt.class::cast)
                .filter(receipt -> receipt.carrierId().equals(id) && receipt.isFinal())
                .map(Receipt::state)
                .toList();
    }

    @Test
    void whatTheCarrierTakesHasItsIdAndItsReceipt() {
        var id = id(submit("请立即查看"));

        eventually(() -> assertThat(statesOf(id)).contains("DELIVRD"));
        eventually(
                () -> assertThat(peer.seen()).extracting(Seen::to, Seen::text).containsExactly(tuple(PHONE, "请立即查看")));
    }

    @Test
    void aReceiptMayComeBeforeTheAnswer() {
        peer.script(PHONE, Does.RECEIPT_FIRST);

        var id = id(submit("a"));

        eventually(() -> assertThat(statesOf(id)).contains("DELIVRD"));
    }

    @Test
    void aReceiptThatComesTwiceSaysNothingElse() {
        peer.script(PHONE, Does.RECEIPT_TWICE);

        var id = id(submit("a"));
        var next = id(submit("b"));

        eventually(() -> assertThat(statesOf(next)).contains("DELIVRD"));
        assertThat(statesOf(id)).containsOnly("DELIVRD");
    }

    @Test
    void whatNeverArrivesIsNeverDelivered() {
        peer.script(PHONE, Does.UNDELIVERABLE);

        var id = id(submit("a"));

        eventually(() -> assertThat(heard)
                .anySatisfy(one -> assertThat(one instanceof Receipt receipt && receipt.isFinal())
                        .isTrue()));
        assertThat(statesOf(id)).isNotEmpty().doesNotContain("DELIVRD");
    }

    @Test
    void aThrottleMayBeTriedAgainAndARefusalMayNot() {
        peer.script(PHONE, Does.THROTTLE, Does.FAIL, Does.REFUSE);

        assertThat(submit("a")).isInstanceOf(Outcome.Throttled.class);
        assertThat(submit("a")).isInstanceOf(Outcome.Throttled.class);
        assertThat(submit("a")).isInstanceOf(Outcome.Refused.class);
        assertThat(submit("a")).isInstanceOf(Outcome.Accepted.class);
        eventually(() -> assertThat(peer.seen()).hasSize(4));
    }

    @Test
    void anAnswerThatNeverComesIsUnknownAndARepetitionIsTheSameMessage() {
        peer.script(PHONE, Does.NO_ANSWER);
        var text = "山".repeat(100);

        assertThat(submit(text)).isInstanceOf(Outcome.Unknown.class);
        eventually(() -> assertThat(submit(text)).isInstanceOf(Outcome.Accepted.class));
        eventually(() -> assertThat(peer.seen()).hasSizeGreaterThanOrEqualTo(2));
        assertThat(peer.seen())
                .allSatisfy(one -> assertThat(one).isEqualTo(peer.seen().get(0)));
        assertThat(peer.seen().get(0).reference()).isEqualTo(REFERENCE);
    }

    @Test
    void aConnectionLostOnTheWayLeavesTheOutcomeUnknownAndIsMadeAgain() {
        peer.script(PHONE, Does.HANG_UP);

        assertThat(submit("a")).isInstanceOf(Outcome.Unknown.class);
        eventually(() -> assertThat(submit("b")).isInstanceOf(Outcome.Accepted.class));
        eventually(() -> assertThat(peer.seen()).extracting(Seen::text).containsExactly("a", "b"));
    }

    @Test
    void withoutACarrierNothingLeavesAndNothingIsTaken() {
        peer.close();

        eventually(() -> assertThat(submit("a")).isInstanceOf(Outcome.NotSent.class));
        assertThat(gateway.trouble()).isNotBlank().doesNotContain(SECRET);
    }

    @Test
    void aClosedGatewayCanBeStartedAgain() {
        gateway.close();
        assertThat(submit("a")).isInstanceOf(Outcome.NotSent.class);

        gateway.start();

        eventually(() -> assertThat(submit("b")).isInstanceOf(Outcome.Accepted.class));
        eventually(() -> assertThat(peer.seen()).extracting(Seen::text).containsExactly("b"));
    }

    private Callable<Outcome> submitting(String text) {
        return () -> submit(text);
    }

    private List<Callable<Outcome>> submitting(int many) {
        return IntStream.range(0, many).mapToObj(i -> submitting("text " + i)).toList();
    }

    /** What became of as many, submitted at once. */
    private List<Outcome> submitted(int many) throws Exception {
        var pool = Executors.newFixedThreadPool(many);
        try {
            var taken = new ArrayList<Outcome>();
            for (var outcome : pool.invokeAll(submitting(many))) {
                taken.add(outcome.get());
            }
            return taken;
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void noMoreAreOutstandingThanTheWindowHasPlacesHoweverManyWant() throws Exception {
        var never = new Does[WINDOW + 4];
        Arrays.fill(never, Does.NO_ANSWER);
        peer.script(PHONE, never);
        var pool = Executors.newFixedThreadPool(never.length);
        try {
            submitting(never.length).forEach(pool::submit);

            eventually(() -> assertThat(peer.seen()).hasSize(WINDOW));
            Thread.sleep(500);
            assertThat(peer.seen()).hasSize(WINDOW);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aCarrierThatAgreedOnARateSeesNothingFaster() throws Exception {
        gateway.close();
        connect(RATE);
        eventually(() -> assertThat(gateway.sessions()).hasSize(sessions()).allMatch(SmsGateway.Standing::isBound));
        peer.throttlesAbove(RATE * sessions());
        var many = 3 * RATE * sessions();
        var began = System.nanoTime();

        assertThat(submitted(many)).hasOnlyElementsOfType(Outcome.Accepted.class);

        var gaps = Duration.ofSeconds(1).dividedBy(RATE).multipliedBy(many / sessions() - 1);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(gaps);
    }

    @Test
    void anAnswerThatTakesLongIsAnAnswer() {
        peer.script(PHONE, Does.SLOW);

        var id = id(submit("a"));

        eventually(() -> assertThat(statesOf(id)).containsExactly("DELIVRD"));
    }

    @Test
    void anAnswerThatComesTooLateIsNotTakenForThatOfAnother() {
        peer.script(PHONE, Does.LATE_ANSWER, Does.SLOW);
        assertThat(submit("a")).isInstanceOf(Outcome.Unknown.class);

        var id = id(submit("b"));

        eventually(() -> assertThat(statesOf(id)).containsExactly("DELIVRD"));
        assertThat(peer.seen()).extracting(Seen::text).containsExactly("a", "b");
        assertThat(submit("c")).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void answersInAnotherOrderBelongToTheirOwnMessages() throws Exception {
        peer.script(PHONE, Does.SWAPPED);
        var pool = Executors.newSingleThreadExecutor();
        var first = pool.submit(submitting("a"));
        pool.shutdown();
        eventually(() -> assertThat(peer.seen()).hasSize(1));
        // the peer has it, and is about to hold its answer back
        Thread.sleep(200);

        var second = id(submit("b"));

        var swapped = id(first.get());
        eventually(() -> assertThat(statesOf(second)).containsExactly("DELIVRD"));
        eventually(() -> assertThat(statesOf(swapped)).isNotEmpty().doesNotContain("DELIVRD"));
    }

    @Test
    void aFlashMessageIsOneAndNoOtherIs() {
        assumeTrue(gateway.flashes());

        id(gateway.submit(
                new Submission(Realm.LIVE, PHONE, "立即撤离", "zh", REFERENCE, Duration.ofMinutes(30), 0, true), 1));
        id(submit("请查看"));

        eventually(() -> assertThat(peer.seen())
                .extracting(Seen::text, Seen::isFlash)
                .containsExactly(tuple("立即撤离", true), tuple("请查看", false)));
    }

    @Test
    void oneThatHangsHoldsUpNoOther() throws Exception {
        peer.script(PHONE, Does.NO_ANSWER, Does.NO_ANSWER, Does.NO_ANSWER);

        var taken = submitted(WINDOW);

        assertThat(gateway.window()).isEqualTo(WINDOW);
        assertThat(taken).filteredOn(o -> o instanceof Outcome.Accepted).hasSize(WINDOW - 3);
        assertThat(taken).filteredOn(o -> o instanceof Outcome.Unknown).hasSize(3);
    }

    @Test
    void aLongTextArrivesWholeAndNoCharacterIsCut() {
        var text = "山".repeat(66) + "𠮷" + "哨".repeat(70) + "𡈽。";
        var message = message(Realm.LIVE, text);

        for (var part = 1; part <= gateway.parts(text); part++) {
            id(gateway.submit(message, part));
        }

        eventually(() -> assertThat(peer.seen()).hasSize(gateway.parts(text)));
        assertThat(peer.seen())
                .allSatisfy(
                        one -> assertThat(StandardCharsets.UTF_16BE.newEncoder().canEncode(one.text()))
                                .isTrue());
        assertThat(peer.seen().stream().map(Seen::text).collect(Collectors.joining()))
                .isEqualTo(text);
    }

    @Test
    void whatSomebodyTypesArrivesUnderTheirNumber() {
        assertThat(peer.types(PHONE, "后山裂缝变宽")).isTrue();

        var typed = heard.stream()
                .filter(one -> one instanceof Typed)
                .map(one -> (Typed) one)
                .toList();
        assertThat(typed).singleElement().satisfies(one -> {
            assertThat(one.from()).isEqualTo(PHONE);
            assertThat(new String(one.utf16(), StandardCharsets.UTF_16BE)).isEqualTo("后山裂缝变宽");
        });
    }

    @Test
    void whatCannotBeStoredIsNotTakenFromTheCarrier() {
        canStore = false;
        assertThat(peer.types(PHONE, "1")).isFalse();

        canStore = true;
        assertThat(peer.types(PHONE, "1")).isTrue();
        assertThat(heard).hasSize(1);
    }

    /** The same message passes when it is a real one: nothing but the guard stands between it and the carrier. */
    @Test
    void noMessageOfAnExerciseReachesTheCarrier() {
        assertThatThrownBy(() -> gateway.submit(message(Realm.EXERCISE, "演练"), 1))
                .isInstanceOf(WrongRealm.class)
                .hasMessageContaining("kit")
                .hasMessageContaining("EXERCISE");
        assertThat(stopped).hasValue(1);

        id(submit("真的"));

        eventually(() -> assertThat(peer.seen()).extracting(Seen::text).containsExactly("真的"));
        assertThat(stopped).hasValue(1);
    }
}
