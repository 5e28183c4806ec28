package cn.shanshao.center.notification;

import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OpenAtHandover;
import cn.shanshao.center.identity.OpenMatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Cries for help that are not settled, whether their warning is open, closed or never was. */
@Component
@Transactional(readOnly = true)
class CriesAtHandover implements OpenAtHandover {
    private static final int MOST = 1_000;

    private final CryRows rows;
    private final Homes homes;
    private final Divisions tree;

    CriesAtHandover(CryRows rows, Homes homes, Divisions tree) {
        this.rows = rows;
        this.homes = homes;
        this.tree = tree;
    }

    @Override
    public List<OpenMatter> in(Collection<String> divisions) {
        return rows.open(divisions, divisions.contains(tree.root()), MOST).stream()
                .map(this::matter)
                .toList();
    }

    private OpenMatter matter(CryRows.Row cry) {
        var detail = new HashMap<String, Object>();
        detail.put("realm", cry.realm());
        detail.put("times", cry.times());
        detail.put("since", cry.at());
        detail.put(
                "number",
                Optional.ofNullable(cry.householdId())
                        .flatMap(homes::today)
                        .map(Homes.Card::number)
                        .orElse(""));
        if (cry.pointId() != null) {
            detail.put("point", cry.pointId());
        }
        return new OpenMatter(
                "cry",
                Long.toString(cry.id()),
                homes.placeOf(cry.pointId()).orElse(""),
                null,
                cry.dueAt() == null ? "taken" : "untaken",
                cry.dueAt(),
                detail);
    }
}
