package cn.shanshao.center.table;

import cn.shanshao.center.Problem;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** All kinds of tables that there are. */
@Component
record Tables(List<Table> all) {
    private static final int NEWEST = 100;

    /** @throws Problem 400 when there is none of that kind */
    Table get(String kind) {
        return all.stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> Problem.badParameter(
                        "table",
                        kind,
                        "one of " + all.stream().map(Table::kind).sorted().toList()));
    }

    /** Newest first. */
    List<Lot> lots(List<String> divisions) {
        return all.stream()
                .flatMap(one -> one.lots(divisions).stream())
                .sorted(Comparator.comparing(Lot::takenAt).reversed())
                .limit(NEWEST)
                .toList();
    }
}
