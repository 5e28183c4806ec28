package cn.shanshao.center.audit;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The acts of one transaction until it ends well: what it takes back to a savepoint is not told. Whoever adds to the trail
 * holds its end until the transaction ends, so it is taken last of all locks, and by everybody: two who take it and another
 * thing in different order would stop each other.
 */
final class Gathered implements TransactionSynchronization {
    private final Object key;
    private final Consumer<List<Act>> append;
    private final List<Act> acts = new ArrayList<>();
    private final Map<Object, Integer> savepoints = new IdentityHashMap<>();
    private boolean isAppended;

    private Gathered(Object key, Consumer<List<Act>> append) {
        this.key = key;
        this.append = append;
    }

    /**
     * Those of the transaction of this thread, which must run.
     *
     * @param key of the trail
     * @param append is called once, before the commit
     */
    static Gathered here(Object key, Consumer<List<Act>> append) {
        if (TransactionSynchronizationManager.getResource(key) instanceof Gathered gathered) {
            return gathered;
        }
        var gathered = new Gathered(key, append);
        TransactionSynchronizationManager.bindResource(key, gathered);
        TransactionSynchronizationManager.registerSynchronization(gathered);
        return gathered;
    }

    void add(Act act) {
        if (isAppended) {
            append.accept(List.of(act));
        } else {
            acts.add(act);
        }
    }

    /** After whatever else is done at the end of a transaction. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        isAppended = true;
        if (!acts.isEmpty()) {
            append.accept(List.copyOf(acts));
        }
    }

    @Override
    public void savepoint(Object savepoint) {
        savepoints.put(savepoint, acts.size());
    }

    /** Where nothing was told before the savepoint it was not seen here: all of it came after. */
    @Override
    public void savepointRollback(Object savepoint) {
        acts.subList(savepoints.getOrDefault(savepoint, 0), acts.size()).clear();
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(key);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(key, this);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(key);
    }
}
