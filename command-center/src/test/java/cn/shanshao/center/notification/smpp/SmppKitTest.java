package cn.shanshao.center.notification.smpp;

import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Peer;
import cn.shanshao.center.notification.gateway.RealmGuard;
import cn.shanshao.center.notification.gateway.SmsGateway;
import cn.shanshao.center.notification.gateway.SmsGatewayKit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** SMPP 3.4 against jsmpp's server. */
class SmppKitTest extends SmsGatewayKit {
    @Override
    protected Peer peer() {
        return ScriptedCarrier.start(0);
    }

    @Override
    protected SmsGateway gateway(Peer peer, RealmGuard guard, Incoming.Listener listener, @Nullable Integer rate) {
        return link(((ScriptedCarrier) peer).port(), guard, listener, rate);
    }

    static SmppLink link(int port, RealmGuard guard, Incoming.Listener listener, @Nullable Integer rate) {
        var settings = new SmppSettings(
                "127.0.0.1",
                port,
                null,
                "shanshao",
                SECRET,
                "10690000",
                1,
                WINDOW,
                rate,
                ANSWER,
                Duration.ofSeconds(5),
                null);
        return new SmppLink(settings, guard, listener, () -> {});
    }
}
