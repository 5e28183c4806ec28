package cn.shanshao.center.screen;

import cn.shanshao.center.identity.DutyRoster;
import cn.shanshao.ingest.wire.Text;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells that somebody is missing on a roster; in which division, only the division is told. */
@Component
class DutyReport implements PartReport {
    private final DutyRoster roster;

    DutyReport(DutyRoster roster) {
        this.roster = roster;
    }

    @Override
    public Map<String, List<Text>> faults() {
        var unfilled = roster.divisionsUnfilled();
        return unfilled == 0
                ? Map.of()
                : Map.of(
                        "centre",
                        List.of(new Text(
                                "%d 个区划未来 24 小时有时段无人值班".formatted(unfilled),
                                "in %d division(s) nobody is on duty for a time of the next 24 h"
                                        .formatted(unfilled))));
    }
}
