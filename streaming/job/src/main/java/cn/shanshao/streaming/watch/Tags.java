package cn.shanshao.streaming.watch;

import cn.shanshao.streaming.flow.DevicePack;
import cn.shanshao.streaming.flow.Lot;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.PointNews;
import cn.shanshao.streaming.flow.SirenCall;
import cn.shanshao.streaming.flow.Word;
import org.apache.flink.util.OutputTag;

/** The side outputs of the operators. */
public final class Tags {
    /** Messages that no alert may wait behind: live values, rejected records. */
    public static final OutputTag<Outgoing> LIVE = new OutputTag<>("live", Outgoing.TYPE);

    /** Packs with air temperatures, which the rain gauges of the point must know. */
    public static final OutputTag<DevicePack> AIR = new OutputTag<>("air", DevicePack.TYPE);

    /** Readings for the store. */
    public static final OutputTag<Lot> LOTS = new OutputTag<>("lots", Lot.TYPE);

    /** What the roll call hears. */
    public static final OutputTag<Word> WORDS = new OutputTag<>("words", Word.TYPE);

    /** Signs of life, and episodes to adopt, for the points. */
    public static final OutputTag<PointNews> POINTS = new OutputTag<>("points", PointNews.TYPE);

    /** What points ask of sirens. */
    public static final OutputTag<SirenCall> SIRENS = new OutputTag<>("sirens", SirenCall.TYPE);

    private Tags() {}
}
