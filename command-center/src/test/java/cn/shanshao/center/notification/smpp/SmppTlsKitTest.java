package cn.shanshao.center.notification.smpp;

import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.identity.Certificates;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Peer;
import cn.shanshao.center.notification.gateway.RealmGuard;
import cn.shanshao.center.notification.gateway.SmsGateway;
import cn.shanshao.center.notification.gateway.SmsGatewayKit;
import cn.shanshao.center.notification.smpp.SmppSettings.Tls;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The same as {@link SmppKitTest} over TLS and with three sessions, of which each message may take another. */
class SmppTlsKitTest extends SmsGatewayKit {
    @TempDir
    static Path dir;

    private static Certificates authority;
    private static Certified carrier;

    @BeforeAll
    static void issue() {
        authority = new Certificates(dir, "carriers");
        carrier = Certified.by(authority.issue("smpp"));
    }

    @Override
    protected Peer peer() {
        return ScriptedCarrier.start(0, carrier.sockets());
    }

    @Override
    protected int sessions() {
        return 3;
    }

    @Override
    protected SmsGateway gateway(Peer peer, RealmGuard guard, Incoming.Listener listener, @Nullable Integer rate) {
        var settings = new SmppSettings(
                "localhost",
                ((ScriptedCarrier) peer).port(),
                new Tls(authority.pem(), ""),
                "shanshao",
                SECRET,
                "10690000",
                sessions(),
                WINDOW,
                rate,
                ANSWER,
                Duration.ofSeconds(5),
                null);
        return new SmppLink(settings, guard, listener, () -> {});
    }
}
