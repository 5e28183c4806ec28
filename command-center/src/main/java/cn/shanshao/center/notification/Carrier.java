package cn.shanshao.center.notification;

import cn.shanshao.center.notification.smpp.Outcome;
import cn.shanshao.center.notification.smpp.SmppLink;
import cn.shanshao.center.notification.smpp.Submission;
import cn.shanshao.ingest.wire.Realm;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Who carries messages. The exercise realm has the virtual carrier and nothing else; the live realm has nobody as long
 * as no gateway is connected.
 */
@Component("smsCarrier")
class Carrier implements SmartLifecycle {
    private final @Nullable SmppLink virtual;
    private final List<Runnable> onBound = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    Carrier(SmsProperties properties, Mailroom mailroom) {
        var settings = properties.settings();
        this.virtual =
                settings == null ? null : new SmppLink(settings, mailroom::take, () -> onBound.forEach(Runnable::run));
    }

    boolean serves(Realm realm) {
        return realm == Realm.EXERCISE && virtual != null;
    }

    boolean exists() {
        return virtual != null;
    }

    boolean isBound() {
        return virtual != null && virtual.isBound();
    }

    /** Why nothing can be sent now; {@code null} when it can. */
    @Nullable
    String trouble() {
        if (virtual == null) {
            return CheckDesk.NO_CARRIER;
        }
        return virtual.isBound() ? null : virtual.trouble();
    }

    int window() {
        return virtual == null ? 1 : virtual.window();
    }

    void whenBound(Runnable action) {
        onBound.add(action);
    }

    Outcome submit(Submission message, int part) {
        return virtual == null ? new Outcome.NotSent(CheckDesk.NO_CARRIER) : virtual.submit(message, part);
    }

    @Override
    public void start() {
        running = true;
        if (virtual != null) {
            virtual.start();
        }
    }

    @Override
    public void stop() {
        running = false;
        if (virtual != null) {
            virtual.close();
        }
    }

    /** Started before the sender, and stopped after it. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
