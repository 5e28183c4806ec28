package cn.shanshao.streaming.watch;

import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.SirenCall;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Brings the calls for one siren together: that of one point must not silence it while another demands it. */
public final class SirenWatch extends KeyedBroadcastProcessFunction<String, SirenCall, ConfigEvent, Outgoing> {
    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<Demands> DEMANDS = new ValueStateDescriptor<>("demands", Demands.TYPE);

    private transient Ledger ledger;
    private transient ValueState<Demands> demands;

    @Override
    public void open(OpenContext context) {
        ledger = new Ledger();
        demands = getRuntimeContext().getState(DEMANDS);
    }

    @Override
    public void processElement(SirenCall call, ReadOnlyContext context, Collector<Outgoing> out) throws Exception {
        var book = ledger.book(context.getBroadcastState(Ledger.DOCUMENTS));
        var known = demands.value();
        var before = known == null ? Demands.NONE : known;
        // before everything has come, a point that is not known is not gone
        var after = before.after(call, point -> !ledger.isComplete() || book.point(point) != null);
        demands.update(after.points().isEmpty() ? null : after);
        var command = after.command(call, before);
        if (command != null) {
            out.collect(call.with(command).outgoing());
        }
    }

    @Override
    public void processBroadcastElement(ConfigEvent event, Context context, Collector<Outgoing> out) throws Exception {
        ledger.take(event, context.getBroadcastState(Ledger.DOCUMENTS));
    }
}
