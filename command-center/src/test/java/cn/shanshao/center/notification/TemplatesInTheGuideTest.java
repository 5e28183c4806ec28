package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in no carrier's list fails: whoever registers texts there needs to know all of them. */
class TemplatesInTheGuideTest {
    /** Whose words are those of a notice, or told of it by a template of the notice. */
    private static final Set<Errand> OF_NOTICES =
            Set.of(Errand.ISSUE, Errand.UPGRADE, Errand.DOWNGRADE, Errand.LIFT, Errand.CORRECT, Errand.UNVERIFIED);

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
        return Arrays.stream(Errand.values())
                .filter(errand -> !OF_NOTICES.contains(errand))
                .flatMap(errand -> switch (errand) {
                    case RUNNER_HELP -> inEachLanguage("runner-help");
                    case HELP_HEARD -> Stream.of("help-heard", "support-heard").flatMap(id -> inEachLanguage(id));
                    default -> Stream.of(errand.wire());
                })
                .toList();
    }

    private static Stream<String> inEachLanguage(String id) {
        return Stream.of("zh", "ko", "en").map(language -> id + "-" + language);
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
