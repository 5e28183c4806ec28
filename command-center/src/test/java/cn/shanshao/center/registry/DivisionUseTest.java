package cn.shanshao.center.registry;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CenterTest
class DivisionUseTest {
    @Autowired
    Caller stranger;

    private Caller withDivision(String code) {
        var admin = stranger.admin();
        var seat = Map.of("name", "甲", "parent", "22", "from", "2020-01-01");
        assertThat(admin.put("/api/v1/divisions/" + code, seat).status()).isEqualTo(200);
        return admin;
    }

    @Test
    void aDivisionThatPointsOrDevicesLieInStays() {
        var admin = withDivision("22USE");
        var point =
                Map.of("id", "du-1", "name", "东沟", "kind", "landslide", "division", "22USE", "lon", 126.5, "lat", 43.5);
        assertThat(admin.post("/api/v1/points", point).status()).isEqualTo(201);
        assertThat(admin.post("/api/v1/devices", Map.of("id", "du-1", "division", "22USE"))
                        .status())
                .isEqualTo(201);
        var kept = admin.delete("/api/v1/divisions/22USE?from=2026-01-01");
        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.response().body()).contains("devices=1", "points=1");
        assertThat(admin.get("/api/v1/divisions").response().body()).contains("22USE");
    }

    @Test
    void anEmptyOneGoes() {
        var admin = withDivision("22EMPTY");
        assertThat(admin.delete("/api/v1/divisions/22EMPTY?from=2026-01-01").status())
                .isEqualTo(204);
    }
}
