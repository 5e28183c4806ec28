package cn.shanshao.center;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The threads of whatever runs by the clock. */
@Configuration
class Threads {
    private static final int ENOUGH = 8;

    /**
     * By this name, or Spring takes the STOMP broker's. One task that waits for a store or a database that is away must
     * not hold up the others.
     */
    @Bean
    TaskScheduler taskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(ENOUGH);
        scheduler.setThreadNamePrefix("clock-");
        return scheduler;
    }
}
