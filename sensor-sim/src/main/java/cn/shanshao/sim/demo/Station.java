package cn.shanshao.sim.demo;

import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.sim.device.Packs;
import cn.shanshao.sim.device.Parcel;
import cn.shanshao.sim.device.Uplink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One login of the demo: a device by itself, or a gateway that gathers what its devices measured and sends it as one. */
final class Station {
    private final String id;
    private final Uplink uplink;
    private final boolean gateway;
    private final Map<String, List<Reading>> gathered = new LinkedHashMap<>();
    private boolean off;

    Station(String id, boolean gateway, Uplink uplink) {
        this.id = id;
        this.gateway = gateway;
        this.uplink = uplink;
    }

    boolean isGateway() {
        return gateway;
    }

    /** Sends at once, or gathers when this is a gateway. Of one device. */
    synchronized void take(List<Reading> readings) {
        if (readings.isEmpty()) {
            return;
        }
        if (gateway) {
            gathered.computeIfAbsent(readings.get(0).device(), none -> new ArrayList<>())
                    .addAll(readings);
        } else {
            send(SenMl.encode(readings.get(0).device(), readings));
        }
    }

    synchronized void flush() {
        if (!gathered.isEmpty()) {
            var packs = new ArrayList<byte[]>();
            gathered.forEach((device, readings) -> packs.add(SenMl.encode(device, readings)));
            gathered.clear();
            send(Packs.join(packs));
        }
    }

    void send(byte[] payload) {
        uplink.send(Parcel.of(Topics.data(id), payload, 0));
    }

    /** Waits for room; for what was measured before the demo began. */
    void put(byte[] payload) throws InterruptedException {
        uplink.put(Parcel.of(Topics.data(id), payload, 0));
    }

    /** Breaks the link, or mends it. */
    synchronized void link(boolean up) {
        if (up == off) {
            off = !up;
            if (off) {
                uplink.hold();
            } else {
                uplink.release();
            }
        }
    }

    void close() {
        uplink.close();
    }
}
