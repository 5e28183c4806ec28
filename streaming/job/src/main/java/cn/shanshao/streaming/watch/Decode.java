package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.CommandAck;
import cn.shanshao.ingest.wire.DeviceStatus;
import cn.shanshao.ingest.wire.Pack;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.Rejected;
import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.ingest.wire.WireException;
import cn.shanshao.ingest.wire.gb.GbDecoder;
import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.Tally;
import cn.shanshao.streaming.flow.Arrival;
import cn.shanshao.streaming.flow.DevicePack;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what devices publish, and sorts it by device; what cannot be read is rejected record by record. */
public final class Decode extends ProcessFunction<Arrival, DevicePack> {
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(Decode.class);

    /** Whose rejections those are that nobody can be named for. */
    private static final String NOBODY = "_";

    /** Notes that the log is told, once each; their count has no end. */
    private static final int MOST_NOTES = 1_000;

    private final Board board;
    private transient Tally tally;
    private transient Counter readings;
    private transient Counter rejections;
    private transient Counter notes;
    private transient Set<String> noted;

    public Decode(Board board) {
        this.board = board;
    }

    @Override
    public void open(OpenContext context) {
        tally = board.tally();
        readings = getRuntimeContext().getMetricGroup().counter("readings");
        rejections = getRuntimeContext().getMetricGroup().counter("rejected");
        notes = getRuntimeContext().getMetricGroup().counter("noted");
        noted = new HashSet<>();
    }

    @Override
    public void processElement(Arrival arrival, Context context, Collector<DevicePack> out) {
        if (arrival.isPulse()) {
            context.output(Tags.WORDS, Word.heard(""));
            return;
        }
        var up = Topics.up(arrival.topic()).orElse(null);
        var received = Instant.ofEpochMilli(arrival.received());
        var device = up == null ? NOBODY : up.device();
        var pack = up == null
                ? bad("topic", "expected up/{id}/data, gb, status or ack, was " + arrival.topic())
                : read(up, arrival, received);
        for (var rejected : Rejected.of(received, arrival.topic(), arrival.payload(), pack.bad())) {
            rejections.inc();
            tally.rejected();
            context.output(Tags.LIVE, Outgoing.sure(Topics.rejected(device), rejected));
        }
        share(pack, device, arrival.received(), context, out);
    }

    /** A message that a decoder stumbles over would come again after every restart, and stop all others behind it. */
    private Pack read(Topics.Up up, Arrival arrival, Instant received) {
        try {
            return switch (up.sort()) {
                case "data" -> SenMl.decode(arrival.payload(), up.device(), received);
                case "gb" -> national(arrival, up.device(), received);
                case "status" -> status(arrival, up.device(), received);
                case "ack" ->
                    GbDecoder.isAnswer(arrival.payload()) ? national(arrival, up.device(), received) : ack(arrival);
                default -> bad("sort", "expected data, gb, status or ack, was " + up.sort());
            };
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("{} cannot be decoded, it is rejected", arrival.topic(), e);
            return bad("decoder", "the decoder failed: " + e);
        }
    }

    private void share(Pack pack, String publisher, long received, Context context, Collector<DevicePack> out) {
        readings.inc(pack.readings().size());
        tally.readings(pack.readings().size());
        var byDevice = new LinkedHashMap<String, List<Reading>>();
        for (var reading : pack.readings()) {
            byDevice.computeIfAbsent(reading.device(), id -> new ArrayList<>()).add(reading);
        }
        byDevice.forEach((device, own) -> {
            var one = new DevicePack(device, publisher, received, own, null);
            out.collect(one);
            if (own.stream().anyMatch(reading -> reading.quantity().equals(AirOfPoint.AIR))) {
                context.output(Tags.AIR, one);
            }
        });
    }

    /** The national protocol; an answer may bring readings too. */
    private Pack national(Arrival arrival, String device, Instant received) {
        var message = GbDecoder.decode(arrival.payload(), device, received);
        message.notes().forEach((note, times) -> {
            notes.inc(times);
            if (noted.size() < MOST_NOTES && noted.add(device + ": " + note)) {
                LOG.info("{}: {}", device, note);
            }
        });
        return message.pack();
    }

    /** Battery and signal are readings like others. */
    private static Pack status(Arrival arrival, String device, Instant received) {
        try {
            var status = DeviceStatus.decode(arrival.payload());
            var at = status.t() == null ? received : status.t();
            var own = new ArrayList<Reading>();
            if (status.battery() != null) {
                own.add(new Reading(device, "battery", status.battery(), at, status.t() == null));
            }
            if (status.signal() != null) {
                own.add(new Reading(device, "signal", status.signal(), at, status.t() == null));
            }
            return new Pack(own, List.of());
        } catch (WireException e) {
            return bad(e.reason(), String.valueOf(e.getMessage()));
        }
    }

    /** Answers are the command centre's; here only their form is looked at. */
    private static Pack ack(Arrival arrival) {
        try {
            CommandAck.decode(arrival.payload());
            return new Pack(List.of(), List.of());
        } catch (WireException e) {
            return bad(e.reason(), String.valueOf(e.getMessage()));
        }
    }

    private static Pack bad(String reason, String detail) {
        return new Pack(List.of(), List.of(new Pack.Bad(null, reason, detail)));
    }
}
