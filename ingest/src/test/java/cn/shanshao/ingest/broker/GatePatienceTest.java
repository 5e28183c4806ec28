package cn.shanshao.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatePatienceTest {
    @TempDir
    Path dir;

    private EmbeddedChannel channel() {
        var refusals = new Refusals();
        var access = new Access(BrokerFixture.SERVICES, DeviceLogins.open(dir.resolve("logins")), refusals);
        var channel = new EmbeddedChannel(new Gate(access, new Callers(), refusals, () -> false));
        channel.freezeTime();
        return channel;
    }

    @Test
    void whoeverDoesNotLogInIsHungUpOn() {
        var channel = channel();
        pass(channel, Limits.LOGIN_SECONDS - 2);
        assertThat(channel.isOpen()).isTrue();
        pass(channel, 4);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoeverDidMayBeSilent() {
        var channel = channel();
        channel.writeInbound(MqttMessageBuilders.connect()
                .clientId("a")
                .username("a")
                .password(new byte[1])
                .protocolVersion(MqttVersion.MQTT_5)
                .build());
        channel.writeOutbound(MqttMessageBuilders.connAck()
                .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
                .build());
        pass(channel, 1000);
        assertThat(channel.isOpen()).isTrue();
    }

    private static void pass(EmbeddedChannel channel, int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}
