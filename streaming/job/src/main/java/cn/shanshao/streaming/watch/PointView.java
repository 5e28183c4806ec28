package cn.shanshao.streaming.watch;

import cn.shanshao.detect.debris.FlowWording;
import cn.shanshao.detect.debris.Passage;
import cn.shanshao.detect.fusion.FusedWording;
import cn.shanshao.detect.fusion.Picture;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Evidence;
import cn.shanshao.ingest.wire.Forecast;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one way of looking at the point has found, and how to tell it.
 *
 * @param leaps that count in it beside what is open
 */
record PointView(
        String rule,
        AlertKind kind,
        Picture picture,
        @Nullable Passage passage,
        List<Evidence> evidence,
        List<OpenAlert> from,
        List<Suspect> leaps) {
    @Nullable
    Forecast forecast() {
        return passage == null ? null : passage.arrival();
    }

    boolean isCorroborated(Level level) {
        return picture.corroborated() && picture.level() == level;
    }

    Text text(AlertState state, String place, Level level, boolean isCorroborated) {
        if (state != AlertState.CLEARED && picture.level() != level) {
            return FusedWording.held(state, place, level);
        }
        var devices = (int) Stream.concat(
                        from.stream().map(one -> one.alert().target().split("~", 2)[0]),
                        leaps.stream().map(one -> one.leap().device()))
                .distinct()
                .count();
        if (!leaps.isEmpty() && state != AlertState.CLEARED) {
            return FusedWording.leapt(state, place, level, devices, isCorroborated);
        }
        return kind == AlertKind.DEBRIS_FLOW
                ? FlowWording.of(state, place, level, passage, isCorroborated)
                : FusedWording.of(state, place, level, devices, isCorroborated);
    }

    /** The worst come first; each channel once. */
    static List<Evidence> bounded(Stream<Evidence> all) {
        return all
                .collect(Collectors.toMap(
                        one -> one.deviceId() + '~' + one.quantity(),
                        one -> one,
                        (first, second) -> first,
                        LinkedHashMap::new))
                .values()
                .stream()
                .limit(PointDesk.MOST_EVIDENCE)
                .toList();
    }
}
