package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.quality.GrossRange;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.DevicePack;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Tells the rain gauges of a point how warm it is at another device of it: in frost they are not to be believed. */
public final class AirOfPoint extends BroadcastProcessFunction<DevicePack, ConfigEvent, DevicePack> {
    private static final long serialVersionUID = 1L;

    static final String AIR = "temperature";

    private static final Set<String> RAIN = Set.of("rain", "rain.total");

    /** A clock that is further ahead is wrong, ms. */
    private static final long AHEAD = 300_000;

    private transient Ledger ledger;

    @Override
    public void open(OpenContext context) {
        ledger = new Ledger();
    }

    @Override
    public void processElement(DevicePack pack, ReadOnlyContext context, Collector<DevicePack> out) throws Exception {
        var book = ledger.book(context.getBroadcastState(Ledger.DOCUMENTS));
        var device = book.device(pack.device());
        if (device == null || device.point() == null || !isFrom(pack.publisher(), device)) {
            return;
        }
        var told = pack.readings().stream()
                .filter(reading -> reading.quantity().equals(AIR))
                .filter(reading -> GrossRange.flag(AIR, reading.value(), null) == Flag.PASS)
                .map(reading -> placed(reading, device))
                .filter(reading -> device.isReplay() || reading.at().toEpochMilli() <= pack.received() + AHEAD)
                .toList();
        if (!told.isEmpty()) {
            gauges(device, book).forEach(gauge -> out.collect(DevicePack.aside(gauge.id(), pack.received(), told)));
        }
    }

    private static boolean isFrom(String publisher, Assigned device) {
        return publisher.equals(device.id()) || publisher.equals(device.device().gateway());
    }

    private static Reading placed(Reading reading, Assigned device) {
        var offset = reading.approximate() ? 0 : Math.round(device.device().clockOffset() * 1000);
        return new Reading(
                reading.device(), AIR, reading.value(), reading.at().plusMillis(offset), reading.approximate());
    }

    private static List<Assigned> gauges(Assigned device, Book book) {
        return book.devicesOf(String.valueOf(device.device().pointId())).stream()
                .filter(other -> !other.id().equals(device.id())
                        && other.device().channels().stream().anyMatch(channel -> RAIN.contains(channel.quantity())))
                .toList();
    }

    @Override
    public void processBroadcastElement(ConfigEvent event, Context context, Collector<DevicePack> out)
            throws Exception {
        ledger.take(event, context.getBroadcastState(Ledger.DOCUMENTS));
    }
}
