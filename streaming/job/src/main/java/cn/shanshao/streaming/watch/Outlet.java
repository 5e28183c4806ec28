package cn.shanshao.streaming.watch;

import cn.shanshao.streaming.flow.Finding;
import cn.shanshao.streaming.flow.Lot;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.Word;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Where the parts of {@link DeviceWatch} put what they have to say. */
record Outlet(Collector<Finding> findings, Side side) {
    /** A Flink context, of which only the side outputs matter. */
    interface Side {
        <X> void output(OutputTag<X> tag, X value);
    }

    void find(Finding finding) {
        findings.collect(finding);
    }

    void live(Outgoing outgoing) {
        side.output(Tags.LIVE, outgoing);
    }

    void store(Lot lot) {
        side.output(Tags.LOTS, lot);
    }

    void say(Word word) {
        side.output(Tags.WORDS, word);
    }
}
