package cn.shanshao.center.approval;

import cn.shanshao.center.approval.Caution.Against;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What any module has against a paper. */
@Component
class Cautions {
    private final List<Caution> all;

    Cautions(List<Caution> all) {
        this.all = List.copyOf(all);
    }

    Optional<Against> of(Paper paper) {
        return all.stream()
                .flatMap(caution -> caution.of(paper.said().subject()).stream())
                .reduce(Against::and);
    }
}
