package cn.shanshao.center.screen;

import static cn.shanshao.center.Eventually.eventually;
import static cn.shanshao.center.Scenery.HUADIAN;
import static cn.shanshao.center.Scenery.alert;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.TestRoad;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Topics;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From an alert on the broker to the page, to a phone, and back. */
@RoadCenterTest
class RoadTest {
    private static final String PHONE = "10000000001";

    @Autowired
    Caller caller;

    @Autowired
    Registry registry;

    @Autowired
    EmbeddedBroker broker;

    @Autowired
    ScriptedCarrier carrier;

    @Test
    void anAlertReachesThePageAndTheMonitorWhoseAnswerReachesThePage() throws Exception {
        Scenery.slope(registry, "road-1", HUADIAN, PHONE);
        var admin = caller.admin();
        try (var page = new StompEar(admin).on("/topic/division/22");
                var job = TestRoad.job(broker)) {
            eventually(() -> assertThat(page.heard("pulse")).isNotEmpty());
            var raised = alert("road-1", 1, 10, AlertState.RAISED, Level.ORANGE);
            job.publish(Topics.alert(raised), Json.write(raised), 1, false).get(30, TimeUnit.SECONDS);

            eventually(() -> assertThat(page.heard("alert")).hasSize(1));
            assertThat(page.heard("alert").get(0).at("/alert/pointName").asString())
                    .isEqualTo("桦甸老岭沟后山");
            eventually(() -> assertThat(page.heard("point"))
                    .anyMatch(p -> p.at("/point/level").asString().equals("orange")));
            eventually(() -> assertThat(carrier.submittedTo(PHONE))
                    .extracting(ScriptedCarrier.Submitted::text)
                    .containsExactly("【山哨】演示：桦甸老岭沟后山 橙色，位移52.1毫米超限48毫米。请在安全处察看，属实回1，未见回2。"));
            eventually(() -> assertThat(page.heard("message"))
                    .anyMatch(m -> m.at("/message/state").asString().equals("simulated")));

            carrier.type("+86" + PHONE, "１。");
            eventually(() -> assertThat(page.heard("reply"))
                    .anyMatch(r -> r.at("/reply/meaning").asString().equals("real")
                            && r.at("/reply/pointId").asString().equals("road-1")));
        }
        var overview = admin.get("/api/v1/overview").json();
        assertThat(overview.at("/alerts/0/level").asString()).isEqualTo("orange");
        assertThat(overview.at("/alerts/0/evidence")).hasSize(1);
        assertThat(overview.get("messages").valueStream()).anySatisfy(message -> {
            assertThat(message.at("/replies/0/text").asString()).isEqualTo("１。");
            assertThat(message.at("/to/phone").asString()).isEqualTo("100****0001");
        });
    }
}
