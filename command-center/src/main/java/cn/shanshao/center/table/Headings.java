package cn.shanshao.center.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** The first row of a table. */
public final class Headings {
    private Headings() {}

    /** Whether rows can be read: a column too many is in nobody's way, one that is missing or comes twice is. */
    public static boolean areReadable(List<String> columns, List<? extends Heading> known) {
        return known.stream().allMatch(heading -> {
            var many = columns.stream().filter(heading.title()::equals).count();
            return many == 1 || many == 0 && !heading.isDemanded();
        });
    }

    /** What is wrong with it. */
    public static List<CellFault> faults(List<String> columns, List<? extends Heading> known) {
        var titles = known.stream().map(Heading::title).collect(Collectors.toSet());
        var faults = new ArrayList<CellFault>();
        var seen = new HashSet<String>();
        for (var title : columns) {
            if (!title.isEmpty() && !(titles.contains(title) && seen.add(title))) {
                faults.add(CellFault.of(1, title, title, "模板中的列名，且只出现一次", "a column of the template, and once only"));
            }
        }
        for (var heading : known) {
            if (heading.isDemanded() && !columns.contains(heading.title())) {
                faults.add(CellFault.of(1, heading.title(), null, "必须有这一列", "this column must be there"));
            }
        }
        return faults;
    }
}
