package cn.shanshao.center.rules;

import static org.assertj.core.api.Assertions.assertThatCode;

import cn.shanshao.detect.DefaultRules;
import cn.shanshao.ingest.wire.Quantity;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DefaultRulesTest {
    @Test
    void everyTemplateMayBePut() {
        assertThatCode(() -> new RuleTemplates(new JsonMapper())).doesNotThrowAnyException();
    }

    @Test
    void everyDefaultRuleMayBePut() {
        for (var quantity : Quantity.all()) {
            DefaultRules.of(quantity.name())
                    .forEach(rule -> assertThatCode(() -> RuleCheck.demand(rule, null))
                            .as(rule.id())
                            .doesNotThrowAnyException());
        }
    }
}
