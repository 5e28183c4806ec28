package cn.shanshao.center.audit;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The trail. An entry commits or rolls back together with what it tells. */
@Component
public class Audit {
    private static final int LOT = 1000;

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

    /** Goes along the whole chain, a thousand entries at a time. */
    @Transactional(readOnly = true)
    public Verdict verify() {
        var previous = Entry.ROOT;
        var seq = 0L;
        for (var lot = trail.onward(0, LOT); !lot.isEmpty(); lot = trail.onward(seq, LOT)) {
            for (var entry : lot) {
                if (entry.seq() != seq + 1 || !entry.previous().equals(previous) || !entry.holds()) {
                    return new Verdict(false, seq, seq + 1);
                }
                seq = entry.seq();
                previous = entry.hash();
            }
        }
        return new Verdict(true, seq, null);
    }
}
