package cn.shanshao.center;

import cn.shanshao.ingest.history.QuestDbHistory;
import cn.shanshao.ingest.history.ReadingHistory;
import cn.shanshao.ingest.mqtt.MqttLogin;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the command centre: registry, alerts, messages, and the pages that show them. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
@EnableScheduling
public class CommandCenter {
    public static void main(String[] args) {
        SpringApplication.run(CommandCenter.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Modules connect {@code as("…")} themselves: one client id for one purpose. */
    @Bean
    MqttLogin mqttLogin(MqttSettings mqtt) {
        return new MqttLogin(mqtt.uri(), mqtt.user(), mqtt.password(), mqtt.user(), mqtt.trust());
    }

    @Bean
    ReadingHistory history(StoreSettings store) {
        return new QuestDbHistory(store.url(), store.user(), store.password());
    }
}
