package cn.shanshao.center.rules;

import cn.shanshao.center.registry.RetainedConfig;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** A new version of a rule goes to the job with the retained configuration. */
@Component
class RulesToConfig {
    private final RetainedConfig config;

    RulesToConfig(RetainedConfig config) {
        this.config = config;
    }

    @TransactionalEventListener
    void on(RuleChanged changed) {
        config.touch();
    }
}
