package cn.shanshao.center.audit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The trail. An entry commits or rolls back together with what it tells. */
@Component
public class Audit {
    private final Trail trail;
    private final Persons persons;
    private final Chain chain;

    /** @param begun the chain has its first anchor before its first entry */
    Audit(Trail trail, Persons persons, Chain chain, Anchoring begun) {
        this.trail = trail;
        this.persons = persons;
        this.chain = chain;
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
        record(Act.of(who, action, object).telling(detail));
    }

    /**
     * The same, with the division and with what the object was and is; from where it was asked is known already. Entries
     * are added when the transaction ends, in the order in which they were told: until then nobody waits for the end of
     * the trail.
     */
    @Transactional(propagation = Propagation.REQUIRED)
    public void record(Act act) {
        Gathered.here(trail, acts -> trail.append(acts, origin())).add(persons.sealed(act));
    }

    private static @Nullable Origin origin() {
        var request = RequestContextHolder.getRequestAttributes();
        return request == null
                ? null
                : (Origin) request.getAttribute(Origin.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
    }

    /** Makes what the trail tells of a person unreadable for good; its entries still hold. */
    @Transactional(propagation = Propagation.REQUIRED)
    public void forget(String person) {
        persons.drop(person);
    }

    /** Newest first, what is personal still sealed. */
    @Transactional(readOnly = true)
    public List<Entry> find(Search asked) {
        return trail.find(asked);
    }

    /** The same entry with what is personal readable, as far as nobody was forgotten: reading it is itself to be recorded. */
    @Transactional(readOnly = true)
    public Entry opened(Entry e) {
        return new Entry(
                e.seq(),
                e.at(),
                e.who(),
                e.action(),
                e.object(),
                e.division(),
                e.address(),
                e.via(),
                persons.open(e.detail()),
                e.before() == null ? null : persons.open(e.before()),
                e.after() == null ? null : persons.open(e.after()),
                e.previous(),
                e.hash());
    }

    /** Whether it was ever seen that somebody changed the end of the chain or the file of anchors; nothing is asked. */
    public boolean isBent() {
        return trail.isBent();
    }

    /** Goes along the whole chain. */
    public Verdict verify() {
        return chain.verify();
    }
}
