package cn.shanshao.center.monitoring;

import cn.shanshao.center.Loops;
import cn.shanshao.center.QueueReader;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The permanent queues that are read here: what they hold counts although the command centre was away. */
@Configuration(proxyBeanMethods = false)
class DeviceQueues {
    @Bean
    QueueReader rejectionInbox(MqttLogin login, Rejections rejections, Loops loops) {
        return new QueueReader("rejected", login.as("rejected"), Topics.REJECTED, rejections::store, loops);
    }

    @Bean
    QueueReader answerInbox(MqttLogin login, Answers answers, Loops loops) {
        return new QueueReader("answers", login.as("answers"), Topics.ACKS, answers::store, loops);
    }
}
