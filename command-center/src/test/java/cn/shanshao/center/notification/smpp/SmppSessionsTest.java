package cn.shanshao.center.notification.smpp;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Incoming.Typed;
import cn.shanshao.center.notification.gateway.Outcome;
import cn.shanshao.center.notification.gateway.Peer.Does;
import cn.shanshao.center.notification.gateway.RealmGuard;
import cn.shanshao.center.notification.gateway.SmsGateway.Standing;
import cn.shanshao.center.notification.gateway.Submission;
import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three sessions with one carrier, which share a window of eight places: three, three and two. */
class SmppSessionsTest {
    private static final int WINDOW = 8;
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final String HANGS = "13900000100";

    private final List<Incoming> heard = new CopyOnWriteArrayList<>();
    private final ScriptedCarrier carrier = ScriptedCarrier.start(0);
    private final ExecutorService pool = Executors.newFixedThreadPool(WINDOW + 1);
    private final SmppLink link = new SmppLink(
            new SmppSettings(
                    "127.0.0.1",
                    carrier.port(),
                    null,
                    "shanshao",
                    "secret",
                    "10690000",
                    3,
                    WINDOW,
                    null,
                    ANSWER,
                    Duration.ofSeconds(5),
                    null),
            new RealmGuard("three", Realm.LIVE, () -> {}),
            heard::add,
            () -> {});

    @BeforeEach
    void bind() {
        link.start();
        eventually(() -> assertThat(carrier.sessions()).isEqualTo(3));
        eventually(() -> assertThat(link.sessions()).allMatch(Standing::isBound));
    }

    @AfterEach
    void close() {
        link.close();
        carrier.close();
        pool.shutdownNow();
    }

    private Outcome submit(String phone, String text) {
        return link.submit(new Submission(Realm.LIVE, phone, text, 7, Duration.ofHours(1)), 1);
    }

    private List<Future<Outcome>> hang(int many) {
        var never = new Does[many];
        Arrays.fill(never, Does.NO_ANSWER);
        carrier.script(HANGS, never);
        return IntStream.range(0, many)
                .mapToObj(i -> pool.submit(() -> submit(HANGS, "hangs " + i)))
                .toList();
    }

    private List<Integer> outstanding() {
        return link.sessions().stream().map(Standing::outstanding).toList();
    }

    @Test
    void theWindowIsThatOfTheCarrierAndEachSessionHasItsShare() throws Exception {
        hang(WINDOW);
        eventually(() -> assertThat(carrier.submittedTo(HANGS)).hasSize(WINDOW));
        assertThat(link.window()).isEqualTo(WINDOW);
        assertThat(outstanding()).containsExactly(3, 3, 2);

        var next = pool.submit(() -> submit("13900000101", "next"));
        var before = carrier.submitted().size();
        carrier.cutNewest();

        assertThat(next.isDone()).as("no place is free: %s", outstanding()).isFalse();
        assertThat(carrier.submitted()).hasSize(before);
        carrier.refuseBinds(false);
        assertThat(next.get()).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void oneThatIsLostTakesItsOwnRequestsAlongAndTheOthersGoOn() {
        var hanging = hang(5);
        eventually(() -> assertThat(carrier.submittedTo(HANGS)).hasSize(5));
        assertThat(outstanding()).containsExactly(2, 2, 1);

        carrier.cutNewest();

        eventually(() ->
                assertThat(link.sessions().stream().filter(Standing::isBound)).hasSize(2));
        assertThat(link.isBound()).isTrue();
        assertThat(submit("13900000101", "goes on")).isInstanceOf(Outcome.Accepted.class);
        carrier.refuseBinds(false);
        eventually(() -> assertThat(link.sessions()).allMatch(Standing::isBound));
        assertThat(outstanding()).as("the new one has all its places").containsOnlyOnce(0);
        assertThat(submit("13900000101", "goes on")).isInstanceOf(Outcome.Accepted.class);
        assertThat(carrier.submittedTo(HANGS)).hasSize(5);
        assertThat(hanging).noneMatch(one -> one.isDone() && !isUnknown(one));
    }

    private static boolean isUnknown(Future<Outcome> one) {
        try {
            return one.get() instanceof Outcome.Unknown;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whatever is not marked unknown has met the carrier once, and what is so marked not more often. */
    @Test
    void nothingIsLostOrDoubledWhileSessionsDieUnderWay() throws Exception {
        var many = 600;
        var sending = IntStream.range(0, many)
                .<Callable<Outcome>>mapToObj(i -> () -> {
                    if (i % 200 == 100) {
                        carrier.script("1390000" + (1_000 + i), Does.HANG_UP);
                    }
                    return submit("1390000" + (1_000 + i), "text " + i);
                })
                .toList();

        var outcomes = new ArrayList<Outcome>();
        for (var outcome : pool.invokeAll(sending)) {
            outcomes.add(outcome.get());
        }

        var met = new HashMap<>(carrier.submitted().stream()
                .collect(Collectors.groupingBy(ScriptedCarrier.Submitted::to, Collectors.counting())));
        assertThat(outcomes).hasOnlyElementsOfTypes(Outcome.Accepted.class, Outcome.Unknown.class);
        for (var i = 0; i < many; i++) {
            var times = met.getOrDefault("1390000" + (1_000 + i), 0L);
            if (outcomes.get(i) instanceof Outcome.Accepted) {
                assertThat(times).as("accepted: text %d", i).isEqualTo(1);
            } else {
                assertThat(times).as("unknown: text %d", i).isLessThanOrEqualTo(1);
            }
        }
        assertThat(outcomes).filteredOn(Outcome.Unknown.class::isInstance).hasSizeBetween(3, 3 * 3);
        assertThat(outcomes.stream()
                        .filter(Outcome.Accepted.class::isInstance)
                        .map(one -> ((Outcome.Accepted) one).carrierId())
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
                .as("an id is of one message")
                .allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void whatOneSessionMayNotHaveAnsweredIsKnownWhenAnotherBringsItAgain() {
        carrier.type(HANGS, "1");
        var before = Instant.now();

        carrier.cutNewest();
        eventually(() ->
                assertThat(link.sessions().stream().filter(Standing::isBound)).hasSize(2));
        carrier.type(HANGS, "1");

        assertThat(heard).hasSize(2);
        assertThat(((Typed) heard.get(0)).since()).isBefore(before);
        assertThat(((Typed) heard.get(1)).since()).isAfterOrEqualTo(before);
        carrier.refuseBinds(false);
    }

    @Test
    void withoutAnySessionNothingLeaves() {
        carrier.refuseBinds(true);
        carrier.hangUp();

        eventually(() -> assertThat(link.isBound()).isFalse());
        assertThat(submit("13900000101", "a")).isInstanceOf(Outcome.NotSent.class);
        assertThat(link.trouble()).isNotBlank();

        carrier.refuseBinds(false);
        eventually(() -> assertThat(submit("13900000101", "b")).isInstanceOf(Outcome.Accepted.class));
        assertThat(carrier.submitted())
                .extracting(ScriptedCarrier.Submitted::text)
                .containsExactly("b");
    }
}
