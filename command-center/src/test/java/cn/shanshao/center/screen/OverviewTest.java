package cn.shanshao.center.screen;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
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
        assertThat(answer.json().at("/pulse/parts"))
                .extracting(p -> p.get("name").asString() + " " + p.get("state").asString())
                .containsExactlyInAnyOrder("broker down", "job degraded", "store down", "sms down", "database ok");
    }

    @Test
    void isForNoStranger() {
        assertThat(caller.get("/api/v1/overview").status()).isEqualTo(401);
    }
}
