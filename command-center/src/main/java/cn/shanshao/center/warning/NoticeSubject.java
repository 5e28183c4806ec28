package cn.shanshao.center.warning;

import cn.shanshao.center.approval.SubjectLock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A notice as approvals know it; its warning is locked before its signatures. */
@Component
class NoticeSubject implements SubjectLock {
    private static final String PREFIX = "notice/";

    private final NoticeStore notices;
    private final WarningStore warnings;

    NoticeSubject(NoticeStore notices, WarningStore warnings) {
        this.notices = notices;
        this.warnings = warnings;
    }

    static String of(Notice notice) {
        return PREFIX + notice.id();
    }

    /** Empty where it is no notice. */
    Optional<Notice> find(String subject) {
        return subject.startsWith(PREFIX) ? notices.find(subject.substring(PREFIX.length())) : Optional.empty();
    }

    @Override
    public void lock(String subject) {
        find(subject).ifPresent(notice -> warnings.lock(notice.warningId()));
    }
}
