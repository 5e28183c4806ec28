package cn.shanshao.center.warning;

import cn.shanshao.center.identity.OpenAtHandover;
import cn.shanshao.center.identity.OpenMatter;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The warnings that are open, shelved ones too: whoever takes over must know what somebody has put aside. */
@Component
class WarningsAtHandover implements OpenAtHandover {
    private static final int MOST = 1_000;

    private final WarningStore warnings;
    private final NoticeStore notices;
    private final Audience audience;
    private final Registry registry;

    WarningsAtHandover(WarningStore warnings, NoticeStore notices, Audience audience, Registry registry) {
        this.warnings = warnings;
        this.notices = notices;
        this.audience = audience;
        this.registry = registry;
    }

    @Override
    public List<OpenMatter> in(Collection<String> divisions) {
        return audience.now(warnings.list(divisions, false, true, null, MOST)).stream()
                .map(this::matter)
                .toList();
    }

    private OpenMatter matter(Warning w) {
        var clock = w.clock();
        return new OpenMatter(
                "warning",
                w.id(),
                registry.findPoint(w.pointId()).map(HazardPoint::name).orElse(w.pointId()),
                w.level().wire(),
                w.state().wire(),
                clock == null ? null : clock.dueAt(),
                detail(w));
    }

    private Map<String, Object> detail(Warning w) {
        var detail = new HashMap<String, Object>(Map.of(
                "point", w.pointId(),
                "people", w.people(),
                "households", w.households(),
                "quiet", w.quiet(),
                "taken", w.acknowledgedBy() != null,
                "waiting",
                        notices.of(w.id()).stream()
                                .filter(n -> n.state() == NoticeState.SIGNING)
                                .map(Notice::number)
                                .toList()));
        if (w.issued() != null) {
            detail.put("issued", w.issued());
        }
        if (w.shelf() != null) {
            detail.put("shelvedUntil", w.shelf().until());
        }
        if (w.unverifiedAt() != null) {
            detail.put("unverifiedAt", w.unverifiedAt());
        }
        return detail;
    }
}
