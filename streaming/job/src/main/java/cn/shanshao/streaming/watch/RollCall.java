package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Identity;
import cn.shanshao.detect.UpkeepWording;
import cn.shanshao.detect.Wording;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.PointState;
import cn.shanshao.ingest.wire.RainForecast;
import cn.shanshao.ingest.wire.Severity;
import cn.shanshao.ingest.wire.Text;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.Tally;
import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Tells once a second who is silent and which points nobody watches, and publishes the states of the divisions. */
public final class RollCall extends KeyedBroadcastProcessFunction<Integer, Word, ConfigEvent, Outgoing> {
    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<RollMemory> MEMORY = new ValueStateDescriptor<>("roll", RollMemory.TYPE);
    private static final String RULE = "offline";
    private static final long EVERY = 1_000;
    /** As often as this some state is published, changed or not: the command centre hears that the job lives. */
    private static final long SIGN_OF_LIFE = 5_000;

    private final Board board;
    private transient Tally tally;
    private transient Ledger ledger;
    private transient Roll roll;
    private transient Map<String, PointState> points;
    private transient Map<String, List<PointState>> published;
    private transient Regions regions;
    private transient long next;
    private transient long spoke;
    private transient ValueState<RollMemory> memories;

    public RollCall(Board board) {
        this.board = board;
    }

    @Override
    public void open(OpenContext context) {
        tally = board.tally();
        ledger = new Ledger();
        roll = new Roll();
        regions = new Regions();
        points = new HashMap<>();
        published = new HashMap<>();
        memories = getRuntimeContext().getState(MEMORY);
    }

    @Override
    public void processElement(Word word, ReadOnlyContext context, Collector<Outgoing> out) throws Exception {
        var now = context.timerService().currentProcessingTime();
        if (word.point() != null) {
            points.put(word.point().pointId(), word.point());
        } else if (word.open() != null) {
            adopt(word.open());
        } else if (word.rain() != null) {
            regions.hear(
                    word.rain().device(), word.rain().quantity(), word.rain().now(), now);
        } else if (word.mute() != null) {
            roll.mute(word.mute().device(), word.mute().quantities());
        } else if (Objects.requireNonNull(word.heard()).isEmpty()) {
            roll.pulse(now);
        } else {
            roll.hear(word.heard(), now);
        }
        if (now >= next) {
            next = (now / EVERY + 1) * EVERY;
            context.timerService().registerProcessingTimeTimer(next);
        }
    }

    /** An episode that the command centre holds is ours; the next call confirms or clears it. */
    private void adopt(Alert open) throws Exception {
        var memory = memory();
        var known = memory.open().get(open.target());
        if (known == null || known.seq() < open.seq()) {
            memories.update(memory.with(open.target(), open, open.seq()));
        }
    }

    private RollMemory memory() throws Exception {
        var known = memories.value();
        return known == null ? RollMemory.EMPTY : known;
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Outgoing> out) throws Exception {
        var now = context.timerService().currentProcessingTime();
        var book = ledger.book(context.getBroadcastState(Ledger.DOCUMENTS));
        if (ledger.isReady() && roll.isListening(now)) {
            call(book, now, out);
            publishStates(book, now, out);
            regions.publish(book, now, out::collect);
        }
        next = (now / EVERY + 1) * EVERY;
        context.timerService().registerProcessingTimeTimer(next);
    }

    private void call(Book book, long now, Collector<Outgoing> out) throws Exception {
        var memory = memory();
        var silent = roll.silent(book, now);
        for (var one : silent.values()) {
            if (!memory.open().containsKey(one.target())) {
                var alert = raise(one, unseen(one, book, now), memory.seq(), now);
                memory = memory.with(one.target(), alert, alert.seq());
                publish(alert, out);
            }
        }
        for (var open : List.copyOf(memory.open().values())) {
            if (roll.isOver(open.target(), book, silent, now)) {
                var alert = clear(open, memory.seq(), now);
                memory = memory.with(open.target(), null, alert.seq());
                publish(alert, out);
            }
        }
        memories.update(memory);
    }

    private void publish(Alert alert, Collector<Outgoing> out) {
        tally.alert();
        out.collect(Outgoing.sure(Topics.alert(alert), alert));
    }

    private static Alert raise(Roll.Silent silent, int unseen, long seq, long now) {
        var one = silent.affected().get(0);
        var people = people(silent.affected().stream());
        var point = silent.known() == null
                ? one.device().pointId()
                : silent.known().device().pointId();
        return Alerts.equipment(
                Identity.of(RULE, silent.target(), silent.since()),
                Math.max(seq + 1, now),
                silent.target(),
                one.realm(),
                AlertState.RAISED,
                Unseen.severity(people),
                AlertKind.OFFLINE,
                point,
                one.division(),
                RULE,
                Instant.ofEpochMilli(silent.since()),
                Instant.ofEpochMilli(silent.since()),
                Instant.ofEpochMilli(now),
                UpkeepWording.silent(
                        silent.target(), silent.behind(), Duration.ofMillis(now - silent.since()), people, unseen));
    }

    /** Those of the people below whose slope nobody watches now. */
    private int unseen(Roll.Silent silent, Book book, long now) {
        return people(silent.affected().stream()
                .filter(device -> roll.isBlind(String.valueOf(device.device().pointId()), book, now)));
    }

    /** Who lives below the points of these devices. */
    private static int people(Stream<Assigned> devices) {
        return devices.map(Assigned::point)
                .filter(Objects::nonNull)
                .distinct()
                .mapToInt(point -> point.people())
                .sum();
    }

    private static Alert clear(Alert open, long seq, long now) {
        Text text = Wording.heard(open.target());
        return Alerts.equipment(
                open.id(),
                Math.max(Math.max(seq, open.seq()) + 1, now),
                open.target(),
                open.realm(),
                AlertState.CLEARED,
                Objects.requireNonNullElse(open.severity(), Severity.LOW),
                open.kind(),
                open.pointId(),
                open.division(),
                open.ruleId(),
                open.since(),
                Instant.ofEpochMilli(now),
                Instant.ofEpochMilli(now),
                text);
    }

    /** Each division whose state has changed since it was published; one of them anyway when all has long been still. */
    private void publishStates(Book book, long now, Collector<Outgoing> out) {
        var states = new HashMap<String, List<PointState>>();
        var known = new HashSet<>(book.divisions());
        book.points().forEach(point -> known.add(point.division()));
        known.forEach(division -> states.put(division, List.of()));
        // those that are gone, once: what is retained of them must not stay red
        published.keySet().forEach(division -> states.put(division, List.of()));
        for (var point : book.points()) {
            var state = state(point.id(), book, now);
            if (state.level() != null || state.blind()) {
                states.merge(point.division(), List.of(state), RollCall::joined);
            }
        }
        for (var division : new TreeSet<>(states.keySet())) {
            var state = states.getOrDefault(division, List.of());
            if (!state.equals(published.get(division)) || now - spoke >= SIGN_OF_LIFE) {
                spoke = now;
                published.put(division, state);
                var document = new PointState.OfDivision(division, Instant.ofEpochMilli(now), state);
                out.collect(Outgoing.retained(Topics.state(division), document));
                if (!known.contains(division)) {
                    published.remove(division);
                }
            }
        }
    }

    private static List<PointState> joined(List<PointState> some, List<PointState> more) {
        return Stream.concat(some.stream(), more.stream())
                .sorted(Comparator.comparing(PointState::pointId))
                .toList();
    }

    private PointState state(String point, Book book, long now) {
        var known = points.get(point);
        var isBlind = roll.isBlind(point, book, now);
        return known == null
                ? new PointState(point, null, null, List.of(), isBlind)
                : new PointState(point, known.level(), known.since(), known.rules(), isBlind, known.confidence());
    }

    @Override
    public void processBroadcastElement(ConfigEvent event, Context context, Collector<Outgoing> out) throws Exception {
        var state = context.getBroadcastState(Ledger.DOCUMENTS);
        if (event.sort() == ConfigEvent.Sort.DOCUMENT) {
            tellOfOlder(event, ledger.book(state));
        }
        if (event.sort() == ConfigEvent.Sort.FORECAST) {
            regions.expect(Json.read(event.json(), RainForecast.class));
        }
        ledger.take(event, state);
    }

    /** A restored database that has not raised its epoch speaks in vain, and must be told so. */
    private void tellOfOlder(ConfigEvent event, Book book) {
        var key = "older " + event.subject();
        if (book.isOlder(event.subject(), event.json())) {
            tally.trouble(
                    key,
                    "%s 的配置早于现行配置，未采用；是否恢复过数据库？".formatted(event.subject()),
                    "the configuration of %s is older than the one that holds, and passed over: was a database restored without raising its epoch?"
                            .formatted(event.subject()));
        } else {
            tally.mended(key);
        }
    }
}
