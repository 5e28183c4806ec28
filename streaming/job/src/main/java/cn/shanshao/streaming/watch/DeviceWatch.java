package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.Rejected;
import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.Tally;
import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.CodecType;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.DevicePack;
import cn.shanshao.streaming.flow.Finding;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.Word;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the packs of one device: admits them, puts their times right, checks their values, sends them to the store and
 * to the screens, and lets the rules judge them once the configuration is ready.
 */
public final class DeviceWatch extends KeyedBroadcastProcessFunction<String, DevicePack, ConfigEvent, Finding> {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(DeviceWatch.class);

    private static final ValueStateDescriptor<DeviceMemory> MEMORY =
            new ValueStateDescriptor<>("device", new CodecType<>(DeviceMemory.class, new DeviceMemory.OwnCodec()));

    /** A device is called heard at most once in this time, ms. */
    private static final long HEARD_AGAIN = 1_000;

    /** Timers are set on whole steps of this, so that many readings share one: ms. */
    private static final long STEP = 100;

    /** Time does not pass for the rules before they judge: ask again after this, ms. */
    private static final long NOT_READY = 1_000;

    /** What is open is looked at this often, also when the device is silent: a correction may have ended it, ms. */
    private static final long OPEN_LOOK = 5_000;

    /** A device that the broker has let in is registered, but the news of it may come after its first reading: ms. */
    private static final long NEWS_MAY_TAKE = 10_000;

    private static final long MUTE_AGAIN = 60_000;

    /** What the roll call was told of a device's channels last, and when. */
    private record ToldMute(Set<String> lost, long at) {}

    private final Board board;
    private final @Nullable Histories histories;
    private transient Tally tally;
    private transient @Nullable Warming warming;
    private transient Ledger ledger;
    private transient Placing placing;
    private transient Screens screens;
    private transient Map<String, Long> heard;
    private transient Map<String, ToldMute> mute;
    private transient Signs signs;
    private transient Moves moves;
    /** Devices that a fault of ours was logged for, once each. */
    private transient Set<String> stumbling;
    /** Devices that were to be woken before judging began. */
    private transient Set<String> asleep;

    private transient ValueState<DeviceMemory> memories;

    /** Without a history: rules begin with what they see. */
    public DeviceWatch(Board board) {
        this(board, null);
    }

    public DeviceWatch(Board board, @Nullable Histories histories) {
        this.board = board;
        this.histories = histories;
    }

    @Override
    public void open(OpenContext context) {
        tally = board.tally();
        ledger = new Ledger();
        placing = new Placing(tally);
        screens = new Screens();
        heard = new HashMap<>();
        mute = new HashMap<>();
        signs = new Signs();
        moves = new Moves();
        stumbling = new HashSet<>();
        asleep = new HashSet<>();
        memories = getRuntimeContext().getState(MEMORY);
        warming = histories == null ? null : new Warming(histories, tally);
    }

    @Override
    public void close() {
        if (warming != null) {
            warming.close();
        }
    }

    @Override
    public void processElement(DevicePack pack, ReadOnlyContext context, Collector<Finding> findings) throws Exception {
        var out = new Outlet();
        var book = ledger.book(context.getBroadcastState(Ledger.DOCUMENTS));
        var known = memories.value();
        var memory = known == null ? new DeviceMemory() : known;
        if (!managed(pack.device(), () -> take(pack, book, memory, out, context)) && pack.open() == null) {
            // what cannot be judged may not be to be encoded either
            var payload = pack.readings().toString().getBytes(StandardCharsets.UTF_8);
            reject(pack, "not-judged", "expected to be judged, but that failed; it may be stored", payload, out);
        }
        out.send(findings, context::output);
        if (known != null || book.device(pack.device()) != null || !memory.unknown.isEmpty()) {
            memories.update(memory);
        }
    }

    /**
     * Whether it went well. A fault of ours in judging one device is told and must not take the others with it: the job
     * would meet it again after each restart.
     */
    private boolean managed(String device, Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            tally.stumbled(device, e);
            if (stumbling.add(device)) {
                log.error("readings of {} could not be judged", device, e);
            }
            return false;
        }
    }

    private void take(DevicePack pack, Book book, DeviceMemory memory, Outlet out, ReadOnlyContext context) {
        var device = book.device(pack.device());
        var now = context.timerService().currentProcessingTime();
        if (pack.isWake()) {
            if (device != null) {
                wake(device, book, memory, out, context, now);
            }
            return;
        }
        if (pack.isAside()) {
            pack.readings().forEach(air -> memory.air.lookAside(air.at().toEpochMilli(), air.value()));
            return;
        }
        if (device == null && mayBecomeKnown(pack, now) && memory.unknown.size() < DeviceMemory.MOST_PARKED) {
            memory.unknown.add(pack);
            askAgain(context, now);
            return;
        }
        admit(pack, device, book, memory, out, now);
        if (device != null) {
            if (pack.open() != null) {
                end(device, book, memory, out, now);
            }
            judge(device, book, memory, out, now);
            remind(judging(book, device, memory, out), context, now);
        }
    }

    private void wake(Assigned device, Book book, DeviceMemory memory, Outlet out, ReadOnlyContext context, long now) {
        if (!ledger.isReady()) { // it is woken when judging begins for this part of the job too
            asleep.add(device.id());
            context.timerService().registerProcessingTimeTimer(((now + NOT_READY) / STEP + 1) * STEP);
            return;
        }
        asleep.remove(device.id());
        var judging = judging(book, device, memory, out);
        judging.wake(now);
        judging.warm(now);
        remind(judging, context, now);
    }

    private Judging judging(Book book, Assigned device, DeviceMemory memory, Outlet out) {
        return new Judging(book, device, memory, out, warming);
    }

    private boolean mayBecomeKnown(DevicePack pack, long now) {
        return pack.open() == null ? !ledger.isReady() || now - pack.received() < NEWS_MAY_TAKE : !ledger.isComplete();
    }

    private static void askAgain(ReadOnlyContext context, long now) {
        context.timerService().registerProcessingTimeTimer(((now + NEWS_MAY_TAKE) / STEP + 1) * STEP);
    }

    private void admit(
            DevicePack pack, @Nullable Assigned device, Book book, DeviceMemory memory, Outlet out, long now) {
        var open = pack.open();
        if (device == null) {
            refuse(pack, out, now);
        } else if (open != null) {
            new Judging(book, device, memory, out).adopt(open);
        } else if (!isFrom(pack.publisher(), device)) {
            var detail = "expected the gateway of %s, was %s".formatted(device.id(), pack.publisher());
            reject(pack, "not-its-gateway", detail, out);
        } else {
            accept(pack, device, memory, out, now);
        }
    }

    /** Nobody knows the device: its readings are rejected, and what is open of it is over. */
    private void refuse(DevicePack pack, Outlet out, long now) {
        var open = pack.open();
        if (open != null) {
            out.find(new Finding(Alerts.over(open, Instant.ofEpochMilli(now)), null));
        } else {
            reject(pack, "unknown-device", "expected a registered device, was " + pack.device(), out);
        }
    }

    private static boolean isFrom(String publisher, Assigned device) {
        return publisher.equals(device.id()) || publisher.equals(device.device().gateway());
    }

    private void accept(DevicePack pack, Assigned device, DeviceMemory memory, Outlet out, long now) {
        var measured = InUnits.of(withRoom(pack, memory, out), device);
        measured.unfit().forEach(reading -> rejectUnit(reading, measured, out));
        var fresh = placing.place(measured.pack(), device, memory, out);
        memory.waiting.addAll(fresh);
        var muteness = new Muteness(device, memory);
        fresh.forEach(muteness::hear);
        hear(device, out, now);
        out.sign(signs.of(device, memory.newest));
        if (screens.show(device, fresh, measured.units(), now) <= now) {
            screens.flush(device, now, out);
        }
    }

    private void rejectUnit(Reading reading, InUnits measured, Outlet out) {
        var detail = "u of %s: expected a unit that converts to %s, was %s"
                .formatted(reading.quantity(), measured.units().get(reading.quantity()), reading.unit());
        reject(measured.pack().with(List.of(reading)), "unit", detail, out);
    }

    /** A device that always names new quantities must not fill the memory: those beyond the most are rejected. */
    private DevicePack withRoom(DevicePack pack, DeviceMemory memory, Outlet out) {
        if (memory.channels.size() + pack.readings().size() <= DeviceMemory.MOST_CHANNELS) {
            return pack;
        }
        var names = new HashSet<>(memory.channels.keySet());
        var byRoom = pack.readings().stream()
                .collect(Collectors.partitioningBy(reading -> names.contains(reading.quantity())
                        || names.size() < DeviceMemory.MOST_CHANNELS && names.add(reading.quantity())));
        var left = byRoom.getOrDefault(false, List.of());
        if (!left.isEmpty()) {
            var detail = "expected at most %d quantities of one device, was %s and others"
                    .formatted(DeviceMemory.MOST_CHANNELS, left.get(0).quantity());
            reject(pack.with(left), "too-many-quantities", detail, out);
        }
        return pack.with(byRoom.getOrDefault(true, List.of()));
    }

    private void judge(Assigned device, Book book, DeviceMemory memory, Outlet out, long now) {
        if (ledger.isReady()) {
            memory.waiting.sort(Comparator.comparingLong(Placed::at));
            var judging = judging(book, device, memory, out);
            judging.correct(now);
            judging.judge(memory.waiting, now);
            memory.waiting.clear();
            judging.warm(now);
            judging.repeat(moves.has(device.id()));
            new Equipment(book, device, memory, out, now).look(moves.has(device.id()));
            tellOfMute(device, memory, out, now);
        } else if (memory.waiting.size() > DeviceMemory.MOST_PARKED) {
            var most = memory.waiting.size() - DeviceMemory.MOST_PARKED;
            memory.waiting.subList(0, most).clear();
            tally.unjudged(most);
        }
    }

    /** A rule whose document is late ends nothing; a device that is out of service does. */
    private void end(Assigned device, Book book, DeviceMemory memory, Outlet out, long now) {
        if (ledger.isComplete() || ledger.isReady() && !device.device().inService(Instant.ofEpochMilli(now))) {
            new Judging(book, device, memory, out).keepOnlyWhatCounts(now);
        }
    }

    private void hear(Assigned device, Outlet out, long now) {
        if (now - heard.getOrDefault(device.id(), 0L) >= HEARD_AGAIN) {
            heard.put(device.id(), now);
            out.say(Word.heard(device.id()));
        }
    }

    /** When it is another than before, and so often that a roll call that begins anew knows it soon. */
    private void tellOfMute(Assigned device, DeviceMemory memory, Outlet out, long now) {
        var lost = new TreeSet<>(memory.mute);
        if (device.isReplay()) {
            device.quantities(memory.channels.keySet()).stream()
                    .filter(quantity -> device.isMasked(quantity, memory.newest))
                    .forEach(lost::add);
        }
        var told = mute.get(device.id());
        if (lost.isEmpty()
                ? told != null
                : told == null || !told.lost().equals(lost) || now - told.at() >= MUTE_AGAIN) {
            out.say(Word.mute(device.id(), lost));
            if (lost.isEmpty()) {
                mute.remove(device.id());
            } else {
                mute.put(device.id(), new ToldMute(lost, now));
            }
        }
    }

    private void reject(DevicePack pack, String reason, String detail, Outlet out) {
        reject(pack, reason, detail, SenMl.encode(pack.device(), pack.readings()), out);
    }

    private void reject(DevicePack pack, String reason, String detail, byte[] payload, Outlet out) {
        tally.rejected();
        var rejected = new Rejected(
                Instant.ofEpochMilli(pack.received()), Topics.data(pack.publisher()), reason, detail, null, payload);
        out.live(Outgoing.sure(Topics.rejected(pack.publisher()), rejected));
    }

    /** A timer for the screens and for rules that wait for time to pass. */
    private void remind(Judging judging, ReadOnlyContext context, long now) {
        var screen = screens.due(context.getCurrentKey());
        var rules = Math.min(judging.due(now), warming == null ? Long.MAX_VALUE : warming.due(context.getCurrentKey()));
        var open = judging.isOpen() ? now + OPEN_LOOK : Long.MAX_VALUE;
        var judged = ledger.isReady() || rules == Long.MAX_VALUE ? rules : now + NOT_READY;
        var due = Math.min(open, Math.min(screen, judged));
        if (due != Long.MAX_VALUE) {
            var step = (Math.max(due, now + 1) / STEP + 1) * STEP;
            context.timerService().registerProcessingTimeTimer(step);
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Finding> findings) throws Exception {
        var out = new Outlet();
        var book = ledger.book(context.getBroadcastState(Ledger.DOCUMENTS));
        var device = book.device(context.getCurrentKey());
        var memory = memories.value();
        if (memory == null) {
            return;
        }
        var now = context.timerService().currentProcessingTime();
        if (device == null) {
            giveUp(book, memory, out, context, now);
        } else {
            managed(device.id(), () -> passTime(device, book, memory, out, context, now));
            memories.update(memory);
        }
        out.send(findings, context::output);
    }

    private void passTime(
            Assigned device, Book book, DeviceMemory memory, Outlet out, ReadOnlyContext context, long now) {
        screens.flush(device, now, out);
        if (asleep.contains(device.id())) {
            wake(device, book, memory, out, context, now);
        }
        var judging = judging(book, device, memory, out);
        if (ledger.isReady()) {
            judging.warm(now);
            judging.tick(now);
        }
        remind(judging, context, now);
    }

    /** Still nobody knows this device: what has waited long enough is rejected. */
    private void giveUp(Book book, DeviceMemory memory, Outlet out, ReadOnlyContext context, long now)
            throws Exception {
        managed(context.getCurrentKey(), () -> admitParked(null, book, memory, out, now));
        if (!memory.unknown.isEmpty()) {
            askAgain(context, now);
        }
        if (memory.unknown.isEmpty() && memory.channels.isEmpty()) {
            memories.clear();
        } else {
            memories.update(memory);
        }
    }

    private void admitParked(@Nullable Assigned device, Book book, DeviceMemory memory, Outlet out, long now) {
        var parked = List.copyOf(memory.unknown);
        memory.unknown.clear();
        for (var pack : parked) {
            if (device == null && mayBecomeKnown(pack, now)) {
                memory.unknown.add(pack);
            } else {
                admit(pack, device, book, memory, out, now);
            }
        }
    }

    @Override
    public void processBroadcastElement(ConfigEvent event, Context context, Collector<Finding> findings)
            throws Exception {
        var book = ledger.book(context.getBroadcastState(Ledger.DOCUMENTS));
        moves.before(book);
        if (!ledger.take(event, context.getBroadcastState(Ledger.DOCUMENTS))) {
            return;
        }
        moves.after(book);
        var now = context.currentProcessingTime();
        context.applyToKeyedState(MEMORY, (id, state) -> {
            var memory = state.value();
            if (memory != null) {
                var out = new Outlet();
                managed(id, () -> catchUp(id, book, memory, out, now));
                state.update(memory);
                out.send(findings, context::output);
            }
        });
        if (ledger.isReady()) {
            moves.clear();
        }
    }

    /** What the news means for a device: parked packs may be known now, waiting readings judged, rules ended. */
    private void catchUp(String id, Book book, DeviceMemory memory, Outlet out, long now) {
        var device = book.device(id);
        if (device == null && !ledger.isReady()) {
            return;
        }
        admitParked(device, book, memory, out, now);
        if (device == null) {
            memory.forgetEpisodes();
            if (warming != null) {
                warming.forget(id);
            }
        } else if (ledger.isReady()) {
            end(device, book, memory, out, now);
            judge(device, book, memory, out, now);
        }
    }
}
