package cn.shanshao.center.notification.gateway;

import cn.shanshao.ingest.wire.Realm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands at the last line before a gateway's socket, whatever chose the gateway: no exercise message reaches a real
 * phone, and no real one ends among the virtual phones.
 *
 * @param gateway its name
 * @param realm whose messages pass
 * @param stopped counts those that did not
 */
public record RealmGuard(String gateway, Realm realm, Runnable stopped) {
    private static final Logger log = LoggerFactory.getLogger(RealmGuard.class);

    /** @throws WrongRealm when the message is of another realm */
    public void check(Submission message) {
        if (message.realm() != realm) {
            stopped.run();
            log.error("{} must not leave through the {} gateway {}", message, realm, gateway);
            throw new WrongRealm("gateway %s takes messages of the realm %s only, was %s"
                    .formatted(gateway, realm, message.realm()));
        }
    }
}
