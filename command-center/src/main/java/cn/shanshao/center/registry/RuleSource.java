package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.RuleConfig;
import java.util.List;

/** Where the rules in force come from: rules stand below the registry, whose documents carry them to the job. */
public interface RuleSource {
    List<RuleConfig> all();
}
