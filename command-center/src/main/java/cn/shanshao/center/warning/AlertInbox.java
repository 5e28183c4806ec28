package cn.shanshao.center.warning;

import cn.shanshao.center.Loops;
import cn.shanshao.center.QueueReader;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Topics;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes the alerts out of their permanent queue. */
@Component
class AlertInbox implements SmartLifecycle {
    private final AlertLot lots;
    private final QueueReader reader;
    private final AtomicLong buried = new AtomicLong();

    AlertInbox(MqttLogin login, AlertLot lots, Loops loops) {
        this.lots = lots;
        this.reader = new QueueReader("alert-inbox", login.as("alerts"), Topics.ALERTS, this::store, loops);
    }

    private void store(List<Delivery> lot) {
        buried.addAndGet(lots.store(lot));
    }

    boolean isUp() {
        return reader.isUp();
    }

    /** Deliveries stored since the start, repeats included. */
    long taken() {
        return reader.taken();
    }

    /** Deliveries that could not be taken and were put aside since the start. */
    long buried() {
        return buried.get();
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
