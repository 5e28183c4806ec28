package cn.shanshao.ingest.broker;

import java.util.Set;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTSessionState;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTStateManager;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions that Artemis read back at its start. It forgets over a restart when they end, so each would keep its queue,
 * and collect messages, for ever.
 */
final class Leftovers {
    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

    private final PermanentQueues server;
    private final DeviceLogins devices;

    Leftovers(PermanentQueues server, DeviceLogins devices) {
        this.server = server;
        this.devices = devices;
    }

    /** The client ids of all sessions, attached or waiting. */
    Set<String> sessions() throws Exception {
        return MQTTStateManager.getInstance(server).getSessionStates().keySet();
    }

    /** Drops those that nobody may come back to: only a device under its plain login keeps a session. */
    void dropForgotten() throws Exception {
        drop(false);
    }

    /** Drops also those of devices that did not come back in all the time that a session may wait. */
    void dropExpired() throws Exception {
        drop(true);
    }

    private void drop(boolean alsoOfDevices) throws Exception {
        for (var state : MQTTStateManager.getInstance(server).getSessionStates().values()) {
            var neverAttached = state.getSession() == null && !state.isAttached();
            if (neverAttached && (alsoOfDevices || !devices.knows(state.getClientId()))) {
                tryToDrop(state);
            }
        }
    }

    /** One that cannot be dropped keeps its queue until the next start; it must not keep the others, or the broker. */
    private void tryToDrop(MQTTSessionState state) {
        try {
            drop(state);
        } catch (Exception e) {
            log.error("the session that {} left at the last start cannot be dropped", state.getClientId(), e);
        }
    }

    private void drop(MQTTSessionState state) throws Exception {
        var client = state.getClientId();
        for (var subscription : state.getSubscriptions()) {
            var queue = SimpleString.of(MQTTUtil.getCoreQueueFromMqttTopic(
                    subscription.topicFilter(),
                    client,
                    server.getConfiguration().getWildcardConfiguration()));
            if (server.locateQueue(queue) != null) {
                server.destroyQueue(queue, null, false, true, true);
            }
        }
        MQTTStateManager.getInstance(server).removeSessionState(client);
        log.info("dropped the session that {} left at the last start", client);
    }
}
