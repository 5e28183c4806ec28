package cn.shanshao.center;

import cn.shanshao.ingest.mqtt.Delivery;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores a lot of deliveries in one transaction. A delivery that can never be stored must not stop the others: the lot
 * is then taken one by one, and what is at fault is buried where people can look at it.
 */
@Component
public class LotTransaction {
    /** SQLState classes for data that the database dislikes, such as a key that is too long for an index. */
    private static final Set<String> DISLIKES = Set.of("22", "23", "54");

    private final TransactionTemplate transaction;

    public LotTransaction(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /** Where a delivery goes that can never be stored; in a transaction of its own. */
    @FunctionalInterface
    public interface Grave {
        void bury(Delivery delivery, Throwable why);
    }

    /**
     * When this returns, everything is committed. Returns how many were buried.
     *
     * @throws DataAccessException or TransactionException when the database is away; nothing of the lot is lost, since
     *     nothing was acknowledged
     */
    public int store(List<Delivery> lot, Consumer<List<Delivery>> take, Grave grave) {
        try {
            transaction.executeWithoutResult(status -> take.accept(lot));
            return 0;
        } catch (RuntimeException | StackOverflowError e) {
            if (isDatabaseAway(e)) {
                throw e;
            }
            return lot.stream().mapToInt(one -> storeAlone(one, take, grave)).sum();
        }
    }

    private int storeAlone(Delivery delivery, Consumer<List<Delivery>> take, Grave grave) {
        try {
            transaction.executeWithoutResult(status -> take.accept(List.of(delivery)));
            return 0;
        } catch (RuntimeException | StackOverflowError e) {
            if (isDatabaseAway(e)) {
                throw e;
            }
            transaction.executeWithoutResult(status -> grave.bury(delivery, e));
            return 1;
        }
    }

    private static boolean isDatabaseAway(Throwable e) {
        if (!(e instanceof DataAccessException) && !(e instanceof TransactionException)) {
            return false;
        }
        for (var t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && sql.getSQLState() != null) {
                return !DISLIKES.contains(sql.getSQLState().substring(0, 2));
            }
        }
        return true;
    }
}
