package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.Tally;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.Finding;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.Word;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Brings the findings of one point together, and publishes them as alerts. */
public final class PointWatch extends KeyedBroadcastProcessFunction<String, Finding, ConfigEvent, Outgoing> {
    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<PointMemory> MEMORY =
            new ValueStateDescriptor<>("point", PointMemory.TYPE);

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
    public void processElement(Finding finding, ReadOnlyContext context, Collector<Outgoing> out) throws Exception {
        var book = ledger.book(context.getBroadcastState(Ledger.DOCUMENTS));
        var desk = desk(book, memories.value(), out);
        desk.take(finding);
        memories.update(tell(context.getCurrentKey(), desk, false, word -> context.output(Tags.WORDS, word)));
    }

    private PointDesk desk(Book book, PointMemory known, Collector<Outgoing> out) {
        return new PointDesk(book, known == null ? PointMemory.EMPTY : known, Instant.now(), outgoing -> {
            if (outgoing.topic().startsWith(Topics.ROOT + "alert/")) {
                tally.alert();
                alerts.inc();
            }
            out.collect(outgoing);
        });
    }

    /** Tells the state of the point when it has changed, or anyhow. */
    private static PointMemory tell(String key, PointDesk desk, boolean anyhow, Consumer<Word> out) {
        var state = desk.state(key);
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
        context.applyToKeyedState(MEMORY, (key, state) -> {
            var desk = desk(book, state.value(), out);
            desk.review();
            state.update(tell(key, desk, true, word -> context.output(Tags.WORDS, word)));
        });
    }
}
