package cn.shanshao.center.alert;

import cn.shanshao.center.Loops;
import cn.shanshao.center.QueueReader;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The permanent queues of alerts. */
@Configuration(proxyBeanMethods = false)
class AlertQueues {
    @Bean
    QueueReader alertInbox(MqttLogin login, AlertLot alerts, Loops loops) {
        return new QueueReader("alert-inbox", login.as("alerts"), Topics.ALERTS, alerts::store, loops);
    }

    @Bean
    QueueReader shadowInbox(MqttLogin login, ShadowAlerts shadows, Loops loops) {
        return new QueueReader("shadow-inbox", login.as("shadows"), Topics.SHADOWS, shadows::store, loops);
    }
}
