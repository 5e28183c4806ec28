package cn.shanshao.center.rules;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Writes which parameters a rule of each method may have, so that the pages' tests know what must have words. */
class MethodsFixtureTest {
    private static final Path FIXTURE = Path.of("ui/src/fixtures/methods.json");

    @Test
    void thePagesKnowEveryMethodAndParameter() throws IOException {
        var methods = new TreeMap<String, List<String>>();
        Arrays.stream(Method.values())
                .forEach(method -> methods.put(
                        method.wire(),
                        new ArrayList<>(new TreeSet<>(RuleCheck.known(method).keySet()))));
        // those of a point as a whole have no rule that somebody writes
        methods.put("fused", List.of());
        methods.put("debris-flow", List.of());
        var json = JsonMapper.shared();
        var now = json.valueToTree(methods);
        var before = Files.exists(FIXTURE) ? json.readTree(Files.readString(FIXTURE)) : json.createObjectNode();
        if (!before.equals(now)) {
            Files.writeString(FIXTURE, now.toPrettyString() + "\n");
        }
        assertThat(before).as("%s was not up to date; it is now", FIXTURE).isEqualTo(now);
    }
}
