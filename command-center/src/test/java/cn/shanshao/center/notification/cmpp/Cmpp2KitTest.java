package cn.shanshao.center.notification.cmpp;

import cn.shanshao.center.notification.cmpp.CmppSettings.Version;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Peer;
import cn.shanshao.center.notification.gateway.RealmGuard;
import cn.shanshao.center.notification.gateway.SmsGateway;
import cn.shanshao.center.notification.gateway.SmsGatewayKit;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** CMPP 2.0 against a gateway written from the published protocol. */
class Cmpp2KitTest extends SmsGatewayKit {
    @Override
    protected Peer peer() {
        return CmppPeer.start(2, SECRET);
    }

    @Override
    protected SmsGateway gateway(Peer peer, RealmGuard guard, Incoming.Listener listener, @Nullable Integer rate) {
        var settings = new CmppSettings(
                "127.0.0.1",
                ((CmppPeer) peer).port(),
                Version.V2,
                CmppPeer.SP_ID,
                SECRET,
                "HELP",
                "10690000",
                WINDOW,
                rate,
                ANSWER,
                Duration.ofSeconds(5));
        return new CmppLink(settings, guard, listener, () -> {}, Clock.systemUTC());
    }
}
