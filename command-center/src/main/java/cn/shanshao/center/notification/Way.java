package cn.shanshao.center.notification;

import cn.shanshao.center.notification.gateway.Outcome;
import cn.shanshao.center.notification.gateway.SmsGateway;
import cn.shanshao.center.notification.gateway.Submission;
import cn.shanshao.center.notification.gateway.VoiceGateway;
import cn.shanshao.center.notification.gateway.WrongRealm;
import cn.shanshao.ingest.wire.Realm;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway, under its name. Two carriers may give the same id, so that of a real one stands behind its name wherever it is
 * kept. One that throttles all is left alone for a second.
 */
final class Way {
    private static final long THROTTLED = TimeUnit.SECONDS.toNanos(1);
    private static final Logger log = LoggerFactory.getLogger(Way.class);

    private final String name;
    private final Realm realm;
    private final Map<String, String> templates;
    private final SmsGateway gateway;
    private volatile long quietUntil = System.nanoTime();

    /** @param templates registered with the carrier; empty for any */
    Way(String name, Realm realm, Map<String, String> templates, SmsGateway gateway) {
        this.name = name;
        this.realm = realm;
        this.templates = Map.copyOf(templates);
        this.gateway = gateway;
    }

    String name() {
        return name;
    }

    Realm realm() {
        return realm;
    }

    SmsGateway gateway() {
        return gateway;
    }

    boolean isReady() {
        return gateway.isBound() && System.nanoTime() - quietUntil >= 0;
    }

    boolean serves(Channel channel) {
        return switch (channel) {
            case SMS -> true;
            case FLASH -> gateway.flashes();
            case VOICE -> gateway instanceof VoiceGateway voice && voice.calls();
        };
    }

    /** Whether the words are registered with the carrier; {@code null}: what nobody registers. */
    boolean knows(@Nullable String template) {
        return template == null || templates.isEmpty() || templates.containsKey(template);
    }

    /** A call speaks the whole text. */
    int parts(Channel channel, String text) {
        return channel == Channel.VOICE ? 1 : gateway.parts(text);
    }

    /** Throws nothing. */
    Outcome submit(Channel channel, Submission message, int part) {
        try {
            var outcome = channel == Channel.VOICE && gateway instanceof VoiceGateway voice
                    ? voice.call(message)
                    : gateway.submit(message, part);
            if (outcome instanceof Outcome.Throttled throttled && throttled.isAll()) {
                quietUntil = System.nanoTime() + THROTTLED;
            }
            return outcome instanceof Outcome.Accepted accepted
                    ? new Outcome.Accepted(prefixed(name, realm, accepted.carrierId()))
                    : outcome;
        } catch (WrongRealm e) {
            return new Outcome.Refused("演练与真实不能混发");
        } catch (RuntimeException | Error e) {
            log.error("{}: the link of gateway {} failed", message, name, e);
            return new Outcome.Unknown(e.toString());
        }
    }

    /** Whether this gateway gave the id. */
    boolean gave(String carrierId) {
        return realm == Realm.EXERCISE ? !carrierId.contains("/") : carrierId.startsWith(name + "/");
    }

    static String prefixed(String name, Realm realm, String carrierId) {
        return realm == Realm.EXERCISE ? carrierId : name + "/" + carrierId;
    }
}
