package cn.shanshao.allinone.watch;

import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one part for its durable settings.
 *
 * @param name stands before each setting's name: {@code postgres.fsync}
 * @param setting what is reported when the part does not answer
 */
public record Probe(String name, String setting, Callable<Map<String, Boolean>> question) {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);

    void ask(Map<String, String> into) {
        try {
            question.call().forEach((setting, on) -> into.put(name + "." + setting, on ? "on" : "off"));
        } catch (Exception e) {
            LOG.warn("{} does not answer when asked for its durable settings", name, e);
            into.put(name + "." + setting, "unknown");
        }
    }
}
