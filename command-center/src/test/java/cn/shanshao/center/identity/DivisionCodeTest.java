package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The job takes the province's rules for those whose code begins with the province's. */
@CenterTest
class DivisionCodeTest {
    @Autowired
    Caller stranger;

    private static Map<String, Object> form() {
        return Map.of("name", "长白山管委会", "parent", "22", "from", "2020-01-01");
    }

    @Test
    void aCodeBeginsWithThatOfTheProvince() {
        var refused = stranger.admin().put("/api/v1/divisions/CBS01", form());
        assertThat(refused.status()).as(refused.response().body()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("code");
        assertThat(refused.json().at("/errors/0/expected").asString()).endsWith("22");
        assertThat(stranger.admin().put("/api/v1/divisions/22CBS01", form()).status())
                .isEqualTo(200);
        assertThat(stranger.admin()
                        .delete("/api/v1/divisions/22CBS01?from=2020-01-01")
                        .status())
                .isEqualTo(204);
    }
}
