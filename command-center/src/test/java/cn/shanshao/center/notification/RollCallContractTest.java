package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The example that pages are tested on is what the centre sends. */
class RollCallContractTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void ofARollCall() throws IOException {
        try (var file = RollCallContractTest.class.getResourceAsStream("/contract/roll-call.json")) {
            var example = JSON.readTree(file);

            var view = JSON.treeToValue(example, RollCallView.class);
            JsonNode again = JSON.valueToTree(view);

            assertThat(again).isEqualTo(example);
            assertThat(view.unnamed().households())
                    .allSatisfy(home -> assertThat(home.name()).isNull())
                    .allSatisfy(home -> assertThat(home.note()).isNull())
                    .allSatisfy(home -> assertThat(home.lines())
                            .allSatisfy(line -> assertThat(line.phone()).isNull()));
        }
    }
}
