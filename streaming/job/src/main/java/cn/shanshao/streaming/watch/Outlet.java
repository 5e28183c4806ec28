package cn.shanshao.streaming.watch;

import cn.shanshao.streaming.flow.Finding;
import cn.shanshao.streaming.flow.Leap;
import cn.shanshao.streaming.flow.Lot;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.PointNews;
import cn.shanshao.streaming.flow.Word;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of {@link DeviceWatch} put what they have to say. It is sent when all has been thought over, so that a
 * fault of the thinking can be told from one of the sending.
 */
final class Outlet {
    private final List<Finding> findings = new ArrayList<>(0);
    private final List<Outgoing> live = new ArrayList<>(0);
    private final List<Lot> lots = new ArrayList<>(0);
    private final List<Word> words = new ArrayList<>(0);

    private final List<PointNews> signs = new ArrayList<>(0);

    /** A Flink context, of which only the side outputs matter. */
    interface Side {
        <X> void output(OutputTag<X> tag, X value);
    }

    void find(Finding finding) {
        findings.add(finding);
    }

    void live(Outgoing outgoing) {
        live.add(outgoing);
    }

    void store(Lot lot) {
        lots.add(lot);
    }

    void say(Word word) {
        words.add(word);
    }

    void sign(@Nullable PointNews sign) {
        if (sign != null) {
            signs.add(sign);
        }
    }

    void leap(Leap leap) {
        signs.add(PointNews.of(leap));
    }

    void send(Collector<Finding> out, Side side) {
        lots.forEach(lot -> side.output(Tags.LOTS, lot));
        findings.forEach(out::collect);
        words.forEach(word -> side.output(Tags.WORDS, word));
        signs.forEach(sign -> side.output(Tags.POINTS, sign));
        live.forEach(outgoing -> side.output(Tags.LIVE, outgoing));
    }
}
