package cn.shanshao.center.warning;

import cn.shanshao.center.approval.Caution;
import cn.shanshao.center.approval.Caution.Against;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who signs an end of all over a cry for help, or a red that is still measured, says that they have seen it. */
@Component
class LiftCaution implements Caution {
    private final NoticeSubject subjects;
    private final WarningStore warnings;
    private final Remains remains;

    LiftCaution(NoticeSubject subjects, WarningStore warnings, Remains remains) {
        this.subjects = subjects;
        this.warnings = warnings;
        this.remains = remains;
    }

    @Override
    public Optional<Against> of(String subject) {
        return subjects.find(subject)
                .filter(Notice::endsAll)
                .flatMap(notice -> warnings.find(notice.warningId()))
                .map(kept -> remains.of(kept.warning()))
                .flatMap(Remaining::against);
    }
}
