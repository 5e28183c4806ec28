package cn.shanshao.center.rules;

import cn.shanshao.ingest.wire.Text;
import java.io.IOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Rules to begin with. None of them is in force until somebody puts it, with the limits of the site, under its own id. */
@Component
class RuleTemplates {
    private static final String FILE = "rules/templates.json";

    private final List<Template> all;

    RuleTemplates(JsonMapper json) throws IOException {
        try (var in = new ClassPathResource(FILE).getInputStream()) {
            this.all = List.of(json.readValue(in, Template[].class));
        }
        all.forEach(t -> RuleCheck.demand(t.rule().rule(), t.rule().unit()));
    }

    /** @param source where the limits come from */
    record Template(Text name, Text source, RuleForm rule) {}

    List<Template> all() {
        return all;
    }
}
