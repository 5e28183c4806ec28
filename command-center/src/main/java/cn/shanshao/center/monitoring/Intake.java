package cn.shanshao.center.monitoring;

import cn.shanshao.ingest.mqtt.Delivery;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What of the present has arrived and waits to be taken. Of a state only the newest of its topic counts, so it takes the
 * place of the one before, and none is ever dropped; live values are dropped when {@value #MOST} wait: the next value of
 * the channel is a second away.
 */
final class Intake {
    static final int MOST = 20_000;

    private final Map<String, Delivery> states = new LinkedHashMap<>();
    private final Queue<Delivery> values = new ArrayDeque<>();

    /** Whether it was kept. */
    synchronized boolean offer(Delivery delivery, boolean isState) {
        if (isState) {
            states.put(delivery.topic(), delivery);
        } else if (values.size() < MOST) {
            values.add(delivery);
        } else {
            return false;
        }
        notifyAll();
        return true;
    }

    /** States first; {@code null} when nothing came in time. */
    synchronized @Nullable Delivery poll(long millis) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (states.isEmpty() && values.isEmpty()) {
            var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        var eldest = states.entrySet().iterator();
        if (!eldest.hasNext()) {
            return values.remove();
        }
        var state = eldest.next().getValue();
        eldest.remove();
        return state;
    }
}
