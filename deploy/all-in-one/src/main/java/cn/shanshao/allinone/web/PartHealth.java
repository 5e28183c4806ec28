package cn.shanshao.allinone.web;

import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.history.EmbeddedQuestDb;
import cn.shanshao.ingest.wire.Text;
import java.time.Instant;
import java.util.ArrayList;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One line of {@code /actuator/health} for each part that Spring does not know. */
@Configuration(proxyBeanMethods = false)
class PartHealth {
    @Bean
    HealthIndicator brokerHealthIndicator(EmbeddedBroker broker, DeviceDoor door) {
        return () -> {
            var health = broker.health();
            var faults = new ArrayList<>(door.faults());
            faults.addAll(PartFaults.of(health));
            return state(faults.isEmpty())
                    .withDetail("faults", faults.stream().map(Text::en).toList())
                    .withDetail("jobBacklog", health.jobBacklog())
                    .withDetail("centreBacklog", health.centreBacklog())
                    .withDetail("jobConsumers", health.jobConsumers())
                    .withDetail("connections", health.connections())
                    .withDetail("deadLetters", health.deadLetters())
                    .withDetail("zombiesStuck", health.zombiesStuck())
                    .build();
        };
    }

    @Bean
    HealthIndicator demoHealthIndicator(DemoState demo) {
        return () -> {
            var faults = demo.faults();
            return state(faults.isEmpty())
                    .withDetail("faults", faults.stream().map(Text::en).toList())
                    .build();
        };
    }

    /** Says nothing of a store of the operator's own: the job tells whether it can write to it. */
    @Bean
    HealthIndicator storeHealthIndicator(ObjectProvider<EmbeddedQuestDb> embedded) {
        return () -> {
            var store = embedded.getIfAvailable();
            if (store == null) return Health.unknown().build();
            var health = store.health();
            var faults = PartFaults.of(health);
            return state(faults.isEmpty())
                    .withDetail("faults", faults.stream().map(Text::en).toList())
                    .withDetail("suspended", health.suspended())
                    .withDetail("behind", health.behind())
                    .build();
        };
    }

    @Bean
    HealthIndicator jobHealthIndicator(JobSeat seat) {
        return () -> seat.health()
                .map(health -> state(health.isWell())
                        .withDetail("status", health.status())
                        .withDetail("faults", health.faults())
                        .withDetail("restarts", health.restarts())
                        .withDetail("lastCheckpoint", Instant.ofEpochMilli(health.lastCheckpoint()))
                        .withDetail("arrived", health.arrived())
                        .withDetail("stored", health.stored())
                        .withDetail("rejected", health.rejected())
                        .withDetail("dropped", health.dropped())
                        .withDetail("alerts", health.alerts())
                        .withDetail("backlogBytes", health.backlogBytes())
                        .withDetail("storeUp", health.storeUp())
                        .withDetail("lagMs", health.lagMs())
                        .withDetail("history", health.history())
                        .build())
                .orElseGet(() ->
                        Health.outOfService().withDetail("status", "starting").build());
    }

    static Health.Builder state(boolean good) {
        return good ? Health.up() : Health.down();
    }
}
