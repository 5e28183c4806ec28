package cn.shanshao.center.warning;

import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes a warning down: the row, its log, the trail; and tells that it changed. All in the caller's transaction. */
@Component
class Book {
    private final WarningStore store;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Book(WarningStore store, Audit audit, ApplicationEventPublisher events) {
        this.store = store;
        this.audit = audit;
        this.events = events;
    }

    /**
     * Stores it in its next version.
     *
     * @param who username, or {@code job} or {@code system}
     * @param act a verb
     */
    Warning write(Edit edit, String who, String act, Map<String, Object> detail) {
        var before = edit.before();
        var after = edit.done();
        keep(edit, after, who, act, detail);
        audit.record(Act.of(who, "warning." + act, edit.id())
                .in(edit.division())
                .telling(detail)
                .changing(before == null ? null : before.warning(), after.warning()));
        events.publishEvent(new WarningChanged(after.warning()));
        return after.warning();
    }

    /**
     * The same for what an alert says, which is kept with the alert itself: a lot of thousands must not hold the end of the
     * trail, for which everybody who signs would wait.
     */
    Warning follow(Edit edit, String act, Map<String, Object> detail) {
        var after = edit.done();
        keep(edit, after, Detection.JOB, act, detail);
        events.publishEvent(new WarningChanged(after.warning()));
        return after.warning();
    }

    private void keep(Edit edit, Kept after, String who, String act, Map<String, Object> detail) {
        store.save(after);
        if (edit.settles()) {
            store.settle(edit.id(), after.warning().state() == WarningState.LIFTED);
        }
        store.log(edit.id(), new WarningEntry(edit.now(), who, act, detail));
    }
}
