package cn.shanshao.center.alert;

import cn.shanshao.center.LotTransaction;
import cn.shanshao.center.OneLine;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.WireException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Stores a lot of alerts, and buries what can never be one. */
@Component
class AlertLot {
    private static final Logger log = LoggerFactory.getLogger(AlertLot.class);

    private final AlertBook book;
    private final Episodes episodes;
    private final LotTransaction transaction;
    private final AtomicLong buried = new AtomicLong();

    AlertLot(AlertBook book, Episodes episodes, LotTransaction transaction) {
        this.book = book;
        this.episodes = episodes;
        this.transaction = transaction;
    }

    /** As {@link LotTransaction#store}. */
    int store(List<Delivery> lot) {
        var many = transaction.store(lot, this::take, this::bury);
        buried.addAndGet(many);
        return many;
    }

    /** Deliveries that could not be taken and were put aside since the start. */
    long buried() {
        return buried.get();
    }

    private void bury(Delivery delivery, Throwable e) {
        log.warn("an alert on {} cannot be taken: {}", OneLine.of(delivery.topic()), OneLine.of(e.getMessage()));
        var reason = e instanceof WireException wire ? wire.reason() + ": " + e.getMessage() : e.toString();
        episodes.bury(delivery.topic(), delivery.received(), reason, delivery.payload());
    }

    private void take(List<Delivery> lot) {
        book.takeAll(lot.stream()
                .map(one -> checked(Json.read(one.payload(), Alert.class)))
                .toList());
    }

    /** JSON may lack any key; an episode cannot. */
    static Alert checked(Alert alert) {
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
}
