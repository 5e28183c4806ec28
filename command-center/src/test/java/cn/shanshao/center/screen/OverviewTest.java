package cn.shanshao.center.screen;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CenterTest
class OverviewTest {
    @Autowired
    Caller caller;

    @Test
    void isThereWithoutBrokerStoreAndCarrierAndSaysSo() {
        var answer = caller.admin().get("/api/v1/overview");

        assertThat(answer.status()).isEqualTo(200);
        var parts = answer.json()
                .at("/pulse/parts")
                .valueStream()
                .collect(Collectors.toMap(
                        p -> p.get("name").asString(), p -> p.get("state").asString()));
        assertThat(parts)
                .containsEntry("broker", "down")
                .containsEntry("store", "down")
                .containsEntry("sms", "down")
                .containsEntry("database", "ok")
                .containsEntry("centre", "ok");
        // it is given a while to start; the context may have run for longer than that
        assertThat(parts.get("job")).isIn("degraded", "down");
    }

    @Test
    void isForNoStranger() {
        assertThat(caller.get("/api/v1/overview").status()).isEqualTo(401);
    }
}
