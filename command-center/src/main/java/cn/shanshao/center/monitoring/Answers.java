package cn.shanshao.center.monitoring;

import cn.shanshao.center.LotTransaction;
import cn.shanshao.center.OneLine;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.wire.CommandAck;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.ingest.wire.WireException;
import cn.shanshao.ingest.wire.gb.GbCommands;
import cn.shanshao.ingest.wire.gb.GbDecoder;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes the answers of devices. What is no answer the job rejects and tells. */
@Component
class Answers {
    private static final Logger log = LoggerFactory.getLogger(Answers.class);

    private final Orders orders;
    private final LotTransaction transaction;

    Answers(Orders orders, LotTransaction transaction) {
        this.orders = orders;
        this.transaction = transaction;
    }

    /** As {@link LotTransaction#store}. */
    void store(List<Delivery> lot) {
        transaction.store(lot, this::take, Answers::bury);
    }

    private void take(List<Delivery> lot) {
        lot.forEach(this::take);
    }

    private void take(Delivery delivery) {
        var device = Topics.up(delivery.topic()).map(Topics.Up::device).orElse("");
        try {
            var isTaken = GbDecoder.isAnswer(delivery.payload())
                    ? national(device, delivery)
                    : orders.answer(device, CommandAck.decode(delivery.payload()), delivery.received());
            if (!isTaken) {
                log.debug("an answer of {} is to no command that waits for one", device);
            }
        } catch (WireException e) {
            log.debug("what {} sent is no answer: {}", device, OneLine.of(e.getMessage()));
        }
    }

    private boolean national(String device, Delivery delivery) {
        var ack = GbDecoder.decode(delivery.payload(), device, delivery.received())
                .answer();
        return ack != null
                && (orders.answer(device, ack, delivery.received())
                        || orders.answerNewest(device, GbCommands.ours(ack.id()), ack, delivery.received()));
    }

    private static void bury(Delivery delivery, Throwable e) {
        log.warn("an answer on {} cannot be kept: {}", OneLine.of(delivery.topic()), OneLine.of(e.getMessage()));
    }
}
