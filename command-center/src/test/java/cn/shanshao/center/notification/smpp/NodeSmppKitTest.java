package cn.shanshao.center.notification.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Peer;
import cn.shanshao.center.notification.gateway.RealmGuard;
import cn.shanshao.center.notification.gateway.SmsGateway;
import cn.shanshao.center.notification.gateway.SmsGatewayKit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;

/** SMPP 3.4 against a server that shares no code with the client. Without npm it is left out, in the continuous integration never. */
class NodeSmppKitTest extends SmsGatewayKit {
    @BeforeAll
    static void thePackageIsThere() {
        var lacks = NodeSmppPeer.lacks();
        if (System.getenv("CI") != null) {
            assertThat(lacks).isNull();
        } else if (lacks != null) {
            System.err.println("NOT TESTED against an independent SMPP server: " + lacks);
        }
        assumeTrue(lacks == null, lacks);
    }

    @Override
    protected Peer peer() throws Exception {
        return NodeSmppPeer.start(SECRET);
    }

    @Override
    protected SmsGateway gateway(Peer peer, RealmGuard guard, Incoming.Listener listener, @Nullable Integer rate) {
        return SmppKitTest.link(((NodeSmppPeer) peer).port(), guard, listener, rate);
    }
}
