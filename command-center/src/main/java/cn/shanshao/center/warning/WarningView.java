package cn.shanshao.center.warning;

import cn.shanshao.center.alert.AlertView;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A warning as screens show it: with what happened to it, what was or is to be told, and what it rests on.
 *
 * @param pointName as people know it; {@code null} of a point that is not registered
 * @param log oldest first
 * @param notices in the order of their numbers
 * @param mayCorrect acts by which people were told what whoever asked may set right; empty where nobody asked
 */
public record WarningView(
        @JsonUnwrapped Warning warning,
        @Nullable String pointName,
        List<Line> log,
        List<Notice> notices,
        List<AlertView> alerts,
        List<Act> mayCorrect) {
    public WarningView {
        log = List.copyOf(log);
        notices = List.copyOf(notices);
        alerts = List.copyOf(alerts);
        mayCorrect = List.copyOf(mayCorrect);
    }

    /**
     * What somebody did.
     *
     * @param by username, or {@code job} or {@code system}
     * @param byName how they are called
     */
    public record Line(Instant at, String by, String byName, String act, Map<String, Object> detail) {
        public Line {
            detail = Map.copyOf(detail);
        }

        private Line unnamed() {
            return new Line(at, "", "", act, Map.of());
        }
    }

    /** Where anybody reads it: without who did what, and without what they wrote. */
    public WarningView unnamed() {
        return new WarningView(
                warning.unnamed(),
                pointName,
                log.stream().map(Line::unnamed).toList(),
                notices.stream().map(Notice::unnamed).toList(),
                alerts.stream().map(WarningView::unnamed).toList(),
                mayCorrect);
    }

    /** As somebody sees it who may set right what people were told by these acts. */
    WarningView correctable(List<Act> may) {
        return new WarningView(warning, pointName, log, notices, alerts, may);
    }

    private static AlertView unnamed(AlertView a) {
        return new AlertView(
                a.alert(),
                a.pointName(),
                a.deviceName(),
                a.open(),
                a.firstAt(),
                a.annunciation(),
                null,
                a.acknowledgedAt(),
                null,
                a.history(),
                a.masks());
    }
}
