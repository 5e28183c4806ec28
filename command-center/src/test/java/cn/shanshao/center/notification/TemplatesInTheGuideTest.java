package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in no carrier's list fails: whoever registers texts there needs to know all of them. */
class TemplatesInTheGuideTest {
    @ParameterizedTest
    @ValueSource(strings = {"operations.md", "operations.zh.md"})
    void theGuideNamesEveryTemplate(String guide) throws IOException {
        var text = Files.readString(Path.of("../docs", guide));
        var listed = text.lines()
                .dropWhile(line -> !line.startsWith("{evacuation,public}-{issue"))
                .takeWhile(line -> !line.startsWith("```"))
                .flatMap(line -> Stream.of(line.split(" +")))
                .flatMap(one -> expanded(one).stream())
                .collect(Collectors.toCollection(HashSet::new));

        assertThat(listed).containsAll(ofNotices()).containsAll(others());
    }

    private static List<String> ofNotices() throws IOException {
        try (var in = TemplatesInTheGuideTest.class.getResourceAsStream("/warning/templates.json")) {
            return new ObjectMapper().readTree(in).findValuesAsText("id");
        }
    }

    private static List<String> others() {
        return Stream.of(Errand.values())
                .flatMap(errand -> errand.templates().stream())
                .toList();
    }

    /** {@code a-{b,c}} is {@code a-b} and {@code a-c}. */
    private static List<String> expanded(String one) {
        var from = one.indexOf('{');
        if (from < 0) {
            return List.of(one);
        }
        var to = one.indexOf('}', from);
        return Stream.of(one.substring(from + 1, to).split(","))
                .flatMap(part -> expanded(one.substring(0, from) + part + one.substring(to + 1)).stream())
                .toList();
    }
}
