package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.DevicePack;
import cn.shanshao.streaming.flow.PointNews;
import cn.shanshao.streaming.flow.Word;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Hands the open episodes that the command centre holds, as they were before judging began, to whom they belong. */
public final class OpenEpisodes extends ProcessFunction<ConfigEvent, DevicePack> {
    private static final long serialVersionUID = 1L;

    private transient boolean isOver;

    @Override
    public void processElement(ConfigEvent event, Context context, Collector<DevicePack> out) {
        if (event.sort() == ConfigEvent.Sort.READY) {
            isOver = true;
        }
        if (event.sort() != ConfigEvent.Sort.OPEN || isOver) {
            return;
        }
        for (var alert : Json.read(event.json(), Alert[].class)) {
            if (alert.kind() == AlertKind.OFFLINE) {
                context.output(Tags.WORDS, Word.adopt(alert));
                continue;
            }
            if (alert.deviceId() != null) {
                out.collect(DevicePack.adoption(alert.deviceId(), alert));
            }
            if (alert.pointId() != null && (alert.deviceId() == null || alert.standingOrder() != null)) {
                context.output(Tags.POINTS, PointNews.adopt(alert));
            }
        }
    }
}
