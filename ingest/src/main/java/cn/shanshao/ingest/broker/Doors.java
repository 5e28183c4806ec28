package cn.shanshao.ingest.broker;

import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;

/** Opens the ports, once the server is ready for whoever comes in. */
final class Doors {
    private final PermanentQueues server;
    private final Refusals refusals;

    Doors(PermanentQueues server, Refusals refusals) {
        this.server = server;
        this.refusals = refusals;
    }

    /** @return the port that it listens on */
    int open(String host, int port) throws Exception {
        return open("mqtt", host, port, Map.of());
    }

    /** @return the port that it listens on */
    int open(BrokerSettings.Tls tls) throws Exception {
        return open(
                "mqtts",
                tls.host(),
                tls.port(),
                Map.of(
                        TransportConstants.SSL_ENABLED_PROP_NAME,
                        true,
                        TransportConstants.KEYSTORE_PATH_PROP_NAME,
                        tls.keystore().toString(),
                        TransportConstants.KEYSTORE_PASSWORD_PROP_NAME,
                        tls.password(),
                        TransportConstants.KEYSTORE_TYPE_PROP_NAME,
                        "PKCS12"));
    }

    private int open(String name, String host, int port, Map<String, Object> more) throws Exception {
        var transport = new HashMap<>(more);
        transport.put(TransportConstants.HOST_PROP_NAME, host);
        transport.put(TransportConstants.PORT_PROP_NAME, port);
        transport.put(TransportConstants.PROTOCOLS_PROP_NAME, "MQTT");
        transport.put(TransportConstants.TCP_NODELAY_PROPNAME, true);
        var mqtt = Map.<String, Object>of(
                "maximumPacketSize", Limits.PACKET,
                "serverKeepAlive", Limits.KEEP_ALIVE_SECONDS,
                "defaultMqttSessionExpiryInterval", Limits.DEVICE_SESSION_SECONDS);
        var acceptor = server.getRemotingService()
                .createAcceptor(
                        new TransportConfiguration(NettyAcceptorFactory.class.getName(), transport, name, mqtt));
        MqttOnly.guard((NettyAcceptor) acceptor, server.getScheduledPool(), refusals);
        acceptor.start();
        return acceptor.getActualPort();
    }
}
