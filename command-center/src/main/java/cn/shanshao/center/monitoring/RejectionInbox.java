package cn.shanshao.center.monitoring;

import cn.shanshao.center.Loops;
import cn.shanshao.center.QueueReader;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Topics;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes what was rejected out of its permanent queue: it is counted although the command centre was away. */
@Component
class RejectionInbox implements SmartLifecycle {
    private final QueueReader reader;

    RejectionInbox(MqttLogin login, Rejections rejections, Loops loops) {
        reader = new QueueReader("rejected", login.as("rejected"), Topics.REJECTED, rejections::store, loops);
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
