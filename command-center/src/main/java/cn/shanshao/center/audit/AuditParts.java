package cn.shanshao.center.audit;

import cn.shanshao.center.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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
    Persons auditPersons(Vault vault, JdbcClient jdbc, AuditKey key, PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions).execute(status -> new Persons(vault, jdbc, key));
    }

    @Bean
    KnownAnchors knownAnchors(JdbcClient jdbc, AuditKey key) {
        return new KnownAnchors(jdbc, key);
    }

    @Bean
    Chain auditChain(
            Trail trail, AuditKey key, Anchors anchors, KnownAnchors known, PlatformTransactionManager transactions) {
        return new Chain(trail, key, anchors, known, transactions);
    }
}
