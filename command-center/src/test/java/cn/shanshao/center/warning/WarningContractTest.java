package cn.shanshao.center.warning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The examples that pages are tested on have the keys that the centre sends, and no others. */
class WarningContractTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static JsonNode example(String name) throws IOException {
        try (var file = WarningContractTest.class.getResourceAsStream("/contract/" + name + ".json")) {
            return JSON.readTree(file);
        }
    }

    private static Stream<String> keys(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).flatMap(WarningContractTest::keys);
    }

    private static Stream<String> keys(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                ? keys(component.getType())
                : Stream.of(component.getName());
    }

    @Test
    void ofAWarning() throws IOException {
        var warning = example("warning");
        assertThat(warning.propertyNames())
                .containsExactlyInAnyOrder(keys(WarningView.class).toArray(String[]::new));
        assertThat(warning.get("log").get(0).propertyNames())
                .containsExactlyInAnyOrder(keys(WarningView.Line.class).toArray(String[]::new));
        assertThat(warning.get("shelf").propertyNames())
                .containsExactlyInAnyOrder(keys(Warning.Shelf.class).toArray(String[]::new));
        assertThat(warning.get("clock").propertyNames())
                .containsExactlyInAnyOrder(keys(Warning.Due.class).toArray(String[]::new));
        assertThat(JSON.treeToValue(warning.get("notices").get(1), Notice.class).state())
                .isEqualTo(NoticeState.SIGNING);
    }

    @Test
    void ofANotice() throws IOException {
        var notice = example("notice");
        JsonNode again = JSON.valueToTree(JSON.treeToValue(notice, Notice.class));
        assertThat(again).isEqualTo(notice);
        assertThat(notice.get("words").get(0).propertyNames())
                .containsExactlyInAnyOrder(keys(Words.class).toArray(String[]::new));
    }
}
