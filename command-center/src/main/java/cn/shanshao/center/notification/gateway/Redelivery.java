package cn.shanshao.center.notification.gateway;

import cn.shanshao.center.notification.gateway.Incoming.Joint;
import cn.shanshao.center.notification.gateway.Incoming.Typed;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the listener of one carrier's connections. A carrier that gets no answer brings the same text once more, and neither
 * SMPP nor CMPP marks it: so it is known here since when every answer has arrived in time. A text that comes again while it
 * is still being stored is sent back, to come later.
 */
public final class Redelivery implements Incoming.Listener {
    /** Carriers wait for ten seconds and more. */
    private static final Duration IN_TIME = Duration.ofSeconds(5);

    private final Incoming.Listener listener;
    private final Duration inTime;
    private final Set<Delivery> underWay = ConcurrentHashMap.newKeySet();
    private volatile Instant since = Instant.now();

    /** For connections that begin now. */
    public Redelivery(Incoming.Listener listener) {
        this(listener, IN_TIME);
    }

    Redelivery(Incoming.Listener listener, Duration inTime) {
        this.listener = listener;
        this.inTime = inTime;
    }

    /** Answers may be lost up to now: a connection has just ended, or begun. */
    public void doubt() {
        since = Instant.now();
    }

    private record Delivery(
            String from, ByteBuffer utf16, @Nullable Joint joint) {
        /** Without the number and the text, so that they do not end in a log. */
        @Override
        public String toString() {
            return "Delivery[]";
        }
    }

    /** @throws IllegalStateException while the same is being stored */
    @Override
    public void arrived(Incoming incoming) {
        if (!(incoming instanceof Typed typed)) {
            listener.arrived(incoming);
            return;
        }
        var delivery = new Delivery(typed.from(), ByteBuffer.wrap(typed.utf16()), typed.joint());
        if (!underWay.add(delivery)) {
            throw new IllegalStateException("the same text is being stored right now");
        }
        var began = System.nanoTime();
        try {
            listener.arrived(typed.after(since));
        } finally {
            if (System.nanoTime() - began > inTime.toNanos()) {
                doubt();
            }
            underWay.remove(delivery);
        }
    }
}
