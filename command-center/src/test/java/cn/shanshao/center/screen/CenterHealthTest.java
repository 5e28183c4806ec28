package cn.shanshao.center.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cn.shanshao.center.Loops;
import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.monitoring.Monitoring;
import cn.shanshao.center.notification.Messages;
import cn.shanshao.center.notification.Shorthanded;
import cn.shanshao.center.registry.RetainedConfig;
import cn.shanshao.ingest.wire.Text;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;

class CenterHealthTest {
    private static final Instant NOW = Instant.parse("2026-07-20T00:00:00Z");

    private final Monitoring monitoring = mock();
    private final Alerts alerts = mock();
    private final Messages messages = mock();
    private final DatabaseProbe database = mock();
    private final ObjectProvider<PartReport> reports = mock();

    @BeforeEach
    void allIsWell() {
        when(monitoring.isConnected()).thenReturn(true);
        when(alerts.isConnected()).thenReturn(true);
        when(monitoring.jobHeardAt()).thenReturn(NOW);
        when(monitoring.storeAnswers()).thenReturn(true);
        when(database.answers()).thenReturn(true);
    }

    private List<Part> parts(Map<String, List<Text>> faults) {
        when(reports.orderedStream()).thenAnswer(call -> Stream.of((PartReport) () -> faults));
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var health = new CenterHealth(
                monitoring, alerts, messages, mock(RetainedConfig.class), database, mock(Loops.class), reports, clock);
        return health.parts();
    }

    @Test
    void aJobThatIsHeardAndSaysThatSomethingIsWrongIsNotOk() {
        var faults = List.of(new Text("监测配置未到齐", "not complete"), new Text("其次", "second"));

        assertThat(parts(Map.of("job", faults)))
                .contains(Part.degraded("job", "监测配置未到齐"))
                .allMatch(p -> p.name().equals("job") || p.state() == Part.State.OK);
    }

    @Test
    void whatIsDownStaysDownAndSaysBoth() {
        when(monitoring.jobHeardAt()).thenReturn(NOW.minusSeconds(40));

        assertThat(parts(Map.of("job", List.of(new Text("分析作业状态为 FAILED", "FAILED")))))
                .contains(Part.down("job", "分析作业无消息已 40 秒；分析作业状态为 FAILED"));
    }

    @Test
    void aPartWithoutFaultsIsAsItIsSeen() {
        assertThat(parts(Map.of("broker", List.of()))).allMatch(p -> p.state() == Part.State.OK);
    }

    @Test
    void aGatewayWithoutAllItsSessionsIsNamedAndWhoIsNotTrustedToo() {
        when(messages.gatewaysShorthanded()).thenReturn(List.of(new Shorthanded("first", 2, 3)));
        assertThat(parts(Map.of())).contains(Part.degraded("sms", "短信通道 first 的 3 个连接只有 2 个连通"));

        when(messages.gatewaysDistrusted()).thenReturn(Map.of("first", "it has expired"));
        when(messages.gatewaysAway()).thenReturn(List.of("first"));
        assertThat(parts(Map.of()))
                .contains(Part.degraded("sms", "短信通道 first 未连通，短信改走其他通道；短信通道 first 的对方身份未通过验证（it has expired）"));
    }

    @Test
    void whatNoCarrierHasRegisteredIsNamedBeforeAnybodySignsIt() {
        when(messages.templatesUnregistered())
                .thenReturn(List.of("evacuation-issue-red-zh", "help-heard-ko", "runner", "wake"));

        assertThat(parts(Map.of()))
                .contains(Part.degraded(
                        "sms", "有 4 个短信模板未在任何通道登记，用到它们的短信发不出去：evacuation-issue-red-zh、help-heard-ko、runner等"));
    }
}
