package cn.shanshao.center.monitoring;

import cn.shanshao.center.Loops;
import cn.shanshao.center.LotTransaction;
import cn.shanshao.center.OneLine;
import cn.shanshao.center.QueueReader;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.CommandAck;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.ingest.wire.WireException;
import cn.shanshao.ingest.wire.gb.GbCommands;
import cn.shanshao.ingest.wire.gb.GbDecoder;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes the answers of devices out of their permanent queue. What is no answer the job rejects and tells. */
@Component
class AnswerInbox implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(AnswerInbox.class);

    private final QueueReader reader;
    private final Orders orders;

    AnswerInbox(MqttLogin login, Orders orders, LotTransaction transaction, Loops loops) {
        this.orders = orders;
        reader = new QueueReader(
                "answers",
                login.as("answers"),
                Topics.ACKS,
                lot -> transaction.store(lot, this::take, AnswerInbox::bury),
                loops);
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

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public void stop() {
        reader.stop();
    }

    @Override
    public boolean isRunning() {
        return reader.isRunning();
    }
}
