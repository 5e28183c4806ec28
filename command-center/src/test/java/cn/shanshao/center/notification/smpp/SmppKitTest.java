package cn.shanshao.center.notification.smpp;

import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Peer;
import cn.shanshao.center.notification.gateway.RealmGuard;
import cn.shanshao.center.notification.gateway.SmsGateway;
import cn.shanshao.center.notification.gateway.SmsGatewayKit;
import java.time.Duration;

/** SMPP 3.4 against jsmpp's server. */
class SmppKitTest extends SmsGatewayKit {
    @Override
    protected Peer peer() {
        return ScriptedCarrier.start(0);
    }

    @Override
    protected SmsGateway gateway(Peer peer, RealmGuard guard, Incoming.Listener listener) {
        return link(((ScriptedCarrier) peer).port(), guard, listener);
    }

    static SmppLink link(int port, RealmGuard guard, Incoming.Listener listener) {
        var settings = new SmppSettings(
                "127.0.0.1", port, "shanshao", SECRET, "10690000", WINDOW, ANSWER, Duration.ofSeconds(5));
        return new SmppLink(settings, guard, listener, () -> {});
    }
}
