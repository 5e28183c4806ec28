package cn.shanshao.center.warning;

import cn.shanshao.center.OneLine;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.WireException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores a lot of deliveries in one transaction. A delivery that can never be stored must not stop the others: the lot
 * is then taken one by one, and what is at fault is buried where people can look at it.
 */
@Component
class AlertLot {
    private static final Logger log = LoggerFactory.getLogger(AlertLot.class);
    private static final Set<String> DISLIKES = Set.of("22", "23", "54");

    private final AlertBook book;
    private final Episodes episodes;
    private final TransactionTemplate transaction;

    AlertLot(AlertBook book, Episodes episodes, TransactionTemplate transaction) {
        this.book = book;
        this.episodes = episodes;
        this.transaction = transaction;
    }

    /**
     * When this returns, everything is committed. Returns how many were buried.
     *
     * @throws DataAccessException or TransactionException when the database is away; nothing of the lot is lost, since
     *     nothing was acknowledged
     */
    int store(List<Delivery> lot) {
        try {
            transaction.executeWithoutResult(status -> lot.forEach(this::take));
            return 0;
        } catch (RuntimeException | StackOverflowError e) {
            if (isDatabaseAway(e)) {
                throw e;
            }
            return lot.stream().mapToInt(this::storeAlone).sum();
        }
    }

    private int storeAlone(Delivery delivery) {
        try {
            transaction.executeWithoutResult(status -> take(delivery));
            return 0;
        } catch (RuntimeException | StackOverflowError e) {
            if (isDatabaseAway(e)) {
                throw e;
            }
            log.warn("an alert on {} cannot be taken: {}", OneLine.of(delivery.topic()), OneLine.of(e.getMessage()));
            var reason = e instanceof WireException wire ? wire.reason() + ": " + e.getMessage() : e.toString();
            transaction.executeWithoutResult(
                    status -> episodes.bury(delivery.topic(), delivery.received(), reason, delivery.payload()));
            return 1;
        }
    }

    private void take(Delivery delivery) {
        book.take(checked(Json.read(delivery.payload(), Alert.class)));
    }

    /** JSON may lack any key; an episode cannot. */
    private static Alert checked(Alert alert) {
        require("id", alert.id());
        require("target", alert.target());
        require("realm", alert.realm());
        require("state", alert.state());
        require("kind", alert.kind());
        require("division", alert.division());
        require("ruleId", alert.ruleId());
        require("since", alert.since());
        require("at", alert.at());
        require("detectedAt", alert.detectedAt());
        require("text", alert.text());
        return alert;
    }

    private static void require(String field, Object value) {
        if (Objects.isNull(value)) {
            throw new WireException("missing", "%s must be there, was null".formatted(field));
        }
    }

    /**
     * Everything the database says except that it dislikes the data: SQLState classes 22, 23 and 54 (such as a key that
     * is too long for an index).
     */
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
