package cn.shanshao.center.notification;

import cn.shanshao.center.CenterSettings;
import cn.shanshao.ingest.wire.Realm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How texts of the exercise realm begin, so that nobody runs for a rehearsal. */
@Component
class Marks {
    private final String exercise;

    Marks(CenterSettings settings) {
        this.exercise = settings.demo() ? "演示" : "演练";
    }

    /** {@code null} in the live realm. */
    @Nullable
    String of(Realm realm) {
        return realm == Realm.EXERCISE ? exercise : null;
    }
}
