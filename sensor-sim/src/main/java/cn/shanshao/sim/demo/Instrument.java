package cn.shanshao.sim.demo;

import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A device of the demo as it measures: what it shows is a pure function of the moment. */
final class Instrument {
    private final DemoDevice device;
    private final Map<String, Signal> signals = new LinkedHashMap<>();

    Instrument(DemoDevice device) {
        this.device = device;
        for (Channel channel : device.channels()) {
            signals.put(channel.quantity(), Signals.of(device, channel.quantity()));
        }
    }

    DemoDevice device() {
        return device;
    }

    /** Times are the device's own: its clock may be wrong. */
    List<Reading> measure(Moment moment) {
        var written = moment.at().plus(Trouble.clockError(device.id(), moment));
        var readings = new ArrayList<Reading>();
        signals.forEach((quantity, signal) ->
                readings.add(new Reading(device.id(), quantity, rounded(signal.at(moment)), written, false)));
        return readings;
    }

    /** When it measures next after {@code now}: on its own grid, so that times never repeat over a restart. */
    Instant next(Instant now) {
        var interval = Math.round(device.interval() * 1000);
        var offset = Math.floorMod(device.id().hashCode(), interval);
        var ms = Math.floorDiv(now.toEpochMilli() - offset, interval) * interval + interval + offset;
        return Instant.ofEpochMilli(ms);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
