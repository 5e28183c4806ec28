package cn.shanshao.center.notification.twilio;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Outcome;
import cn.shanshao.center.notification.gateway.Peer;
import cn.shanshao.center.notification.gateway.RealmGuard;
import cn.shanshao.center.notification.gateway.SmsGatewayKit;
import cn.shanshao.center.notification.gateway.Submission;
import cn.shanshao.center.notification.gateway.WrongRealm;
import cn.shanshao.center.notification.twilio.Callbacks.Forged;
import cn.shanshao.ingest.wire.Realm;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twilio through its SDK, against an HTTP server that answers and signs as Twilio does. */
class TwilioKitTest extends SmsGatewayKit {
    private HttpServer front;

    @Override
    protected Peer peer() {
        return TwilioPeer.start(SECRET);
    }

    /** With our own address in front of it, where callbacks come in. */
    @Override
    protected TwilioGateway gateway(Peer peer, RealmGuard guard, Incoming.Listener listener, @Nullable Integer rate)
            throws IOException {
        if (front != null) {
            front.stop(0);
        }
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.setExecutor(Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "front");
            thread.setDaemon(true);
            return thread;
        }));
        var address =
                "http://127.0.0.1:%d/callbacks".formatted(front.getAddress().getPort());
        var twilio = (TwilioPeer) peer;
        twilio.callsBackAt(address);
        var gateway = gateway(twilio.api(), SECRET, address, guard, listener, rate);
        front.createContext("/callbacks", exchange -> take(gateway.callbacks(), exchange));
        front.start();
        return gateway;
    }

    private static TwilioGateway gateway(
            URI api,
            String token,
            String callbacks,
            RealmGuard guard,
            Incoming.Listener listener,
            @Nullable Integer rate) {
        var settings = new TwilioSettings(
                api,
                TwilioPeer.ACCOUNT,
                token,
                TwilioPeer.FROM,
                URI.create(callbacks),
                WINDOW,
                rate,
                ANSWER,
                Duration.ofMillis(200));
        return new TwilioGateway(
                settings,
                guard,
                (event, incoming) -> {
                    listener.arrived(incoming);
                    return true;
                },
                () -> {});
    }

    private static void take(Callbacks callbacks, HttpExchange exchange) throws IOException {
        var form = TwilioPeer.form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var place = exchange.getRequestURI().getPath().replaceFirst("^/callbacks/", "");
        var status = 200;
        try {
            callbacks.take(
                    callbacks.read(place, form, exchange.getRequestHeaders().getFirst("X-Twilio-Signature")));
        } catch (Forged e) {
            status = 403;
        } catch (IllegalStateException e) {
            status = 500;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @AfterEach
    void noFront() {
        front.stop(0);
    }

    /** One more, beside that of the kit. */
    private record Own(TwilioPeer peer, TwilioGateway gateway, List<Incoming> heard) implements AutoCloseable {
        static Own open(String token, String callbacks) {
            var peer = TwilioPeer.start(SECRET);
            var heard = new CopyOnWriteArrayList<Incoming>();
            var guard = new RealmGuard("own", Realm.LIVE, () -> {});
            var gateway = TwilioKitTest.gateway(peer.api(), token, callbacks, guard, heard::add, null);
            gateway.start();
            return new Own(peer, gateway, heard);
        }

        Outcome submit() {
            return gateway.submit(message(Realm.LIVE), 1);
        }

        void bound() {
            eventually(() -> assertThat(gateway.isBound()).isTrue());
        }

        @Override
        public void close() {
            gateway.close();
            peer.close();
        }
    }

    private static Submission message(Realm realm) {
        return new Submission(realm, PHONE, "请立即转移", 9, Duration.ofMinutes(30));
    }

    /** The SDK by itself would send it four times. */
    @Test
    void aServerThatFailsMayHaveTakenItAndIsNotAskedAgain() {
        try (var own = Own.open(SECRET, "http://127.0.0.1:1")) {
            own.bound();
            own.peer().failsWith(503);

            assertThat(own.submit()).isInstanceOf(Outcome.Unknown.class);
            assertThat(own.peer().seen()).hasSize(1);
        }
    }

    @Test
    void anAccountThatIsRefusedIsNeverASuccess() {
        try (var own = Own.open("another token", "http://127.0.0.1:1")) {
            eventually(() -> assertThat(own.gateway().trouble()).contains("401"));

            assertThat(own.gateway().isBound()).isFalse();
            assertThat(own.submit()).isInstanceOf(Outcome.NotSent.class);
            assertThat(own.gateway().trouble()).doesNotContain("another token");
            assertThat(own.peer().seen()).isEmpty();
        }
    }

    @Test
    void aCallSpeaksTheTextAndTakesAKey() {
        try (var own = Own.open(SECRET, "http://127.0.0.1:1/here")) {
            own.bound();

            assertThat(own.gateway().call(message(Realm.LIVE))).isInstanceOf(Outcome.Accepted.class);

            var call = own.peer().calls().get(0);
            assertThat(call).containsEntry("To", "+86" + PHONE).containsEntry("From", TwilioPeer.FROM);
            assertThat(call.get("Twiml"))
                    .contains("请立即转移")
                    .contains("numDigits=\"1\"")
                    .contains("language=\"cmn-CN\"")
                    .contains("action=\"http://127.0.0.1:1/here/key/9/zh#rc=3&amp;rp=all\"");
            assertThat(call).containsEntry("StatusCallback", "http://127.0.0.1:1/here/call/9#rc=3&rp=all");
            var form = Map.of("CallSid", "CA1", "To", "+86" + PHONE, "Digits", "1");
            var signature = own.peer().signature("http://127.0.0.1:1/here/key/9/zh", form);
            var callback = own.gateway().callbacks().read("key/9/zh", form, signature);
            assertThat(callback.answer()).contains("已收到");
            own.gateway().callbacks().take(callback);
            assertThat(own.heard()).singleElement().satisfies(one -> {
                assertThat(((Incoming.Typed) one).from()).isEqualTo(PHONE);
                assertThat(((Incoming.Typed) one).answers()).isEqualTo(9);
                assertThat(new String(((Incoming.Typed) one).utf16(), StandardCharsets.UTF_16BE))
                        .isEqualTo("1");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"ko,ko-KR,누른 번호가 없습니다,접수되었습니다", "en,en-US,No key was pressed,Received"})
    void aCallSpeaksTheLanguageOfItsText(String language, String voice, String nothing, String thanks) {
        try (var own = Own.open(SECRET, "http://127.0.0.1:1/here")) {
            own.bound();

            own.gateway().call(new Submission(Realm.LIVE, PHONE, "1", language, 9, Duration.ofMinutes(30), 0, false));

            var twiml = own.peer().calls().get(0).get("Twiml");
            assertThat(twiml)
                    .contains("language=\"" + voice + "\"", nothing, "/key/9/" + language)
                    .doesNotContain("cmn-CN");
            var form = Map.of("CallSid", "CA1", "To", "+86" + PHONE, "Digits", "1");
            var place = "key/9/" + language;
            var signature = own.peer().signature("http://127.0.0.1:1/here/" + place, form);
            assertThat(own.gateway().callbacks().read(place, form, signature).answer())
                    .contains("language=\"" + voice + "\"", thanks);
        }
    }

    /** One that was answered has arrived though no key was pressed: nobody has confirmed anything by that. */
    @ParameterizedTest
    @CsvSource({"completed,DELIVRD", "busy,BUSY", "no-answer,NOANSWER", "failed,REJECTD", "canceled,DELETED"})
    void howACallEndedIsItsReceipt(String status, String state) {
        try (var own = Own.open(SECRET, "http://127.0.0.1:1/here")) {
            var callbacks = own.gateway().callbacks();
            var form = Map.of("CallSid", "CA1", "CallStatus", status);
            var signature = own.peer().signature("http://127.0.0.1:1/here/call/9", form);

            callbacks.take(callbacks.read("call/9", form, signature));

            assertThat(own.heard()).containsExactly(new Incoming.Receipt("CA1", state));
            assertThat(new Incoming.Receipt("CA1", state).isFinal()).isTrue();
            assertThatThrownBy(() -> callbacks.read("call/8", form, signature)).isInstanceOf(Forged.class);
            var rings = Map.of("CallSid", "CA1", "CallStatus", "ringing");
            var ringing = own.peer().signature("http://127.0.0.1:1/here/call/9", rings);
            assertThat(callbacks.read("call/9", rings, ringing).incoming())
                    .isInstanceOfSatisfying(
                            Incoming.Receipt.class,
                            one -> assertThat(one.isFinal()).isFalse());
        }
    }

    @Test
    void nobodyIsCalledForAnExercise() {
        try (var own = Own.open(SECRET, "http://127.0.0.1:1")) {
            own.bound();

            assertThatThrownBy(() -> own.gateway().call(message(Realm.EXERCISE)))
                    .isInstanceOf(WrongRealm.class);
            assertThat(own.peer().calls()).isEmpty();
            assertThat(own.gateway().call(message(Realm.LIVE))).isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Test
    void whatIsNotSignedForThisAddressAndThisFormIsForged() {
        try (var own = Own.open(SECRET, "http://127.0.0.1:1/here")) {
            var form = Map.of("MessageSid", "SM1", "MessageStatus", "delivered");
            var right = own.peer().signature("http://127.0.0.1:1/here/status/7", form);
            var callbacks = own.gateway().callbacks();

            assertThat(callbacks.read("status/7", form, right).event()).isEqualTo("status/SM1/delivered");
            var whole = own.peer().signature("http://127.0.0.1:1/here/status/7#rc=3&rp=all", form);
            assertThat(callbacks.read("status/7", form, whole).event()).isEqualTo("status/SM1/delivered");
            assertThatThrownBy(() -> callbacks.read("status/8", form, right)).isInstanceOf(Forged.class);
            assertThatThrownBy(() -> callbacks.read("status/7", form, null))
                    .isInstanceOf(Forged.class)
                    .hasMessageContaining("not signed");
            assertThatThrownBy(() -> callbacks.read(
                            "status/7", Map.of("MessageSid", "SM2", "MessageStatus", "delivered"), right))
                    .isInstanceOf(Forged.class);
        }
    }
}
