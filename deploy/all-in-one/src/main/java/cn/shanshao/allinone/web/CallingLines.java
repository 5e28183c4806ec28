package cn.shanshao.allinone.web;

import cn.shanshao.allinone.watch.Watch;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnCall;
import cn.shanshao.center.identity.OnCall.Lack;
import cn.shanshao.center.identity.OnCall.Turn;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Realm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells {@code ./shanshao doctor} who would be called now, county by county, if nobody took a warning on. */
@Component
class CallingLines {
    private final OnCall onCall;
    private final Registry registry;
    private final Divisions divisions;

    CallingLines(Watch watch, OnCall onCall, Registry registry, Divisions divisions) {
        this.onCall = onCall;
        this.registry = registry;
        this.divisions = divisions;
        watch.tell(this::lines);
    }

    /** Every division that has points, whether any of them is live. */
    private Map<String, String> lines() {
        var watched = new TreeMap<String, Boolean>(registry.listPoints(divisions.root()).stream()
                .collect(Collectors.toMap(
                        HazardPoint::division, point -> point.realm() == Realm.LIVE, (a, b) -> a || b)));
        var lines = new LinkedHashMap<String, String>();
        watched.forEach((division, isLive) -> lines.putAll(lines(division, onCall.upwards(division), isLive)));
        return lines;
    }

    /**
     * One line for the order, and one more for each rung that nobody holds.
     *
     * @param isLive an exercise without officers endangers nobody
     */
    static Map<String, String> lines(String division, List<Turn> turns, boolean isLive) {
        var lines = new LinkedHashMap<String, String>();
        var rungs = turns.stream().map(CallingLines::rung).collect(Collectors.joining(" → "));
        lines.put("calls." + division, rungs + (isLive ? "" : "; exercise points alone, no problem 仅演练点"));
        if (isLive) {
            for (var i = 0; i < turns.size(); i++) {
                var turn = turns.get(i);
                var lack = turn.lack();
                if (lack != null) {
                    lines.put(
                            "calls.lack.%s.%d".formatted(division, i),
                            "for a warning of %s %s".formatted(division, said(turn, lack)));
                }
            }
        }
        return lines;
    }

    private static String rung(Turn turn) {
        var lack = turn.lack();
        var who = turn.usernames().isEmpty() ? "nobody" : String.join(", ", turn.usernames());
        return "%s %s%s".formatted(turn.division(), who, lack == null ? "" : " (" + why(lack) + ")");
    }

    private static String said(Turn turn, Lack lack) {
        return turn.usernames().isEmpty()
                ? "nobody of %s can be called: %s".formatted(turn.division(), why(lack))
                : "%s of %s cannot be called: %s"
                        .formatted(String.join(", ", turn.usernames()), turn.division(), why(lack));
    }

    private static String why(Lack lack) {
        return switch (lack) {
            case NO_ROSTER -> "no roster and no duty officer";
            case NOBODY_ON_DUTY -> "nobody on duty and no duty officer";
            case NO_NUMBER -> "no telephone number";
        };
    }
}
