package cn.shanshao.streaming.watch;

import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.Tally;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.PointNews;
import cn.shanshao.streaming.flow.SirenCall;
import cn.shanshao.streaming.flow.Word;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Brings the findings of one point together, and publishes them as alerts. */
public final class PointWatch extends KeyedBroadcastProcessFunction<String, PointNews, ConfigEvent, Outgoing> {
    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<PointMemory> MEMORY =
            new ValueStateDescriptor<>("point", PointMemory.TYPE);

    /** Timers are set on whole steps of this, ms. */
    private static final long STEP = 1_000;

    private static final long NOT_READY = 1_000;

    /** So often a point is looked at again while it is not calm, ms. */
    private static final long LOOK = 60_000;

    private final Board board;
    private transient Tally tally;
    private transient Counter alerts;
    private transient Ledger ledger;
    private transient ValueState<PointMemory> memories;

    public PointWatch(Board board) {
        this.board = board;
    }

    @Override
    public void open(OpenContext context) {
        tally = board.tally();
        alerts = getRuntimeContext().getMetricGroup().counter("alerts");
        ledger = new Ledger();
        memories = getRuntimeContext().getState(MEMORY);
    }

    @Override
    public void processElement(PointNews news, ReadOnlyContext context, Collector<Outgoing> out) throws Exception {
        var desk = desk(context.getCurrentKey(), context, out);
        if (news.finding() != null) {
            desk.take(news.finding());
        } else if (news.sign() != null) {
            desk.hear(news.sign());
        } else if (news.open() != null) {
            desk.adopt(news.open());
        } else if (news.leap() != null) {
            desk.take(news.leap());
        }
        finish(desk, context);
    }

    private PointDesk desk(String key, ReadOnlyContext context, Collector<Outgoing> out) throws Exception {
        var book = ledger.book(context.getBroadcastState(Ledger.DOCUMENTS));
        var now = context.timerService().currentProcessingTime();
        return desk(book, key, memories.value(), now, out, call -> context.output(Tags.SIRENS, call));
    }

    private void finish(PointDesk desk, ReadOnlyContext context) throws Exception {
        memories.update(tell(context.getCurrentKey(), desk, false, word -> context.output(Tags.WORDS, word)));
        var now = context.timerService().currentProcessingTime();
        if (desk.isWaiting()) {
            // also for what the configuration changes, which can set no timer
            var look = (now / LOOK + 1) * LOOK;
            var due = (Math.max(now, Math.min(look, desk.due()) - 1) / STEP + 1) * STEP;
            context.timerService().registerProcessingTimeTimer(look);
            context.timerService().registerProcessingTimeTimer(Math.min(look, due));
        }
    }

    /** Time passes: what was held comes down a level. Not before the configuration is there, or all would be over. */
    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Outgoing> out) throws Exception {
        if (!ledger.isReady()) {
            context.timerService()
                    .registerProcessingTimeTimer(context.timerService().currentProcessingTime() + NOT_READY);
            return;
        }
        var desk = desk(context.getCurrentKey(), context, out);
        desk.tick();
        finish(desk, context);
    }

    private PointDesk desk(
            Book book,
            String key,
            @Nullable PointMemory known,
            long now,
            Collector<Outgoing> out,
            Consumer<SirenCall> calls) {
        return new PointDesk(
                book,
                key,
                known == null ? PointMemory.EMPTY : known,
                Instant.ofEpochMilli(now),
                alert -> {
                    tally.alert();
                    alerts.inc();
                    out.collect(alert);
                },
                calls);
    }

    /** Tells the state of the point when it has changed, or anyhow. */
    private static PointMemory tell(String key, PointDesk desk, boolean anyhow, Consumer<Word> out) {
        var state = desk.state();
        if (key.startsWith("~") || !anyhow && state.equals(desk.memory().told())) {
            return desk.memory();
        }
        out.accept(Word.of(state));
        return desk.memory().told(state);
    }

    @Override
    public void processBroadcastElement(ConfigEvent event, Context context, Collector<Outgoing> out) throws Exception {
        if (!ledger.take(event, context.getBroadcastState(Ledger.DOCUMENTS)) || !ledger.isReady()) {
            return;
        }
        var book = ledger.book(context.getBroadcastState(Ledger.DOCUMENTS));
        var now = context.currentProcessingTime();
        context.applyToKeyedState(MEMORY, (key, state) -> {
            var desk = desk(book, key, state.value(), now, out, call -> context.output(Tags.SIRENS, call));
            desk.review();
            state.update(tell(key, desk, true, word -> context.output(Tags.WORDS, word)));
        });
    }
}
