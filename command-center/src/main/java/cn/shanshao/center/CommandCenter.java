package cn.shanshao.center;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the command centre: registry, alerts, messages, and the pages that show them. */
@SpringBootApplication
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
}
