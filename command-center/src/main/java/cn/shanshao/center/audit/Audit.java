package cn.shanshao.center.audit;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The trail. An entry commits or rolls back together with what it tells. */
@Component
public class Audit {
    private final Trail trail;

    Audit(Trail trail) {
        this.trail = trail;
    }

    /**
     * Adds an entry in the caller's transaction, or in one of its own.
     *
     * @param who username, or the name of a part such as {@code job}
     * @param action noun and verb, e.g. {@code device.save}
     * @param object id of what it was done to
     * @param detail facts worth keeping; no secrets and no phone numbers
     */
    @Transactional(propagation = Propagation.REQUIRED)
    public void record(String who, String action, String object, Map<String, ?> detail) {
        trail.append(who, action, object, detail);
    }
}
