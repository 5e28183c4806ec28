package cn.shanshao.streaming.mqtt;

import cn.shanshao.ingest.mqtt.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The deliveries that the broker still holds, in the order of their delivery, and the checkpoints that hold them. Bounded
 * by the Receive Maximum of the connection: the broker sends no more until some are acknowledged.
 */
final class Unacknowledged {
    private ArrayList<Delivery> since = new ArrayList<>();
    private final TreeMap<Long, List<Delivery>> held = new TreeMap<>();

    void add(Delivery delivery) {
        since.add(delivery);
    }

    /** What has come since the last checkpoint belongs to this one. Deliveries of dead connections come again anyway. */
    void checkpoint(long id) {
        held.put(id, since.stream().filter(delivery -> delivery.from().isOpen()).toList());
        since = new ArrayList<>();
    }

    /** Everything up to this checkpoint, in the order of delivery. */
    List<Delivery> complete(long id) {
        var done = new ArrayDeque<Delivery>();
        var upTo = held.headMap(id, true);
        upTo.values().forEach(done::addAll);
        upTo.clear();
        return List.copyOf(done);
    }
}
