package cn.shanshao.center.audit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What the trail is made of outside the database. */
@Configuration
class AuditParts {
    @Bean
    AuditKey auditKey(AuditSettings settings, JdbcClient jdbc) {
        return AuditKey.at(settings.keyFile(), new Evidence(jdbc));
    }

    @Bean
    Anchors anchors(AuditSettings settings, AuditKey key) {
        return new Anchors(settings.anchorFile(), key);
    }

    @Bean
    PersonKeys personKeys(JdbcClient jdbc, AuditKey key) {
        return new PersonKeys(jdbc, key);
    }

    @Bean
    Chain auditChain(Trail trail, AuditKey key, Anchors anchors, PlatformTransactionManager transactions) {
        return new Chain(trail, key, anchors, transactions);
    }
}
