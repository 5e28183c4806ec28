package cn.shanshao.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RightsTest {
    private static final Rights GNSS = Rights.ofDevice("jl-1");

    @TempDir
    Path dir;

    @Test
    void aDevicePublishesBelowItsOwnTopicOnly() {
        assertThat(GNSS.mayPublish("shanshao/v1/up/jl-1/data")).isTrue();
        assertThat(GNSS.mayPublish("shanshao/v1/up/jl-1/frame/1700000000000")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shanshao/v1/up/jl-1",
                "shanshao/v1/up/jl-1/",
                "shanshao/v1/up/jl-10/data",
                "shanshao/v1/up/jl-2/data",
                "shanshao/v1/down/jl-1/command",
                "shanshao/v1/alert/2202/p/r/t",
                "shanshao/v1/config/2202",
                "$sys/mqtt/sessions",
                "$creq/jl-1/cmd",
                "a"
            })
    void aDevicePublishesNowhereElse(String topic) {
        assertThat(GNSS.mayPublish(topic)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "+/v1/down/jl-1/#",
                "shanshao/v1/up/#",
                "shanshao/v1/down/#",
                "shanshao/v1/down/+/command",
                "shanshao/v1/down/jl-10/#",
                "$share/job/shanshao/v1/up/#",
                "$share/jl-1/shanshao/v1/down/jl-1/#",
                "$share/null/shanshao/v1/down/jl-1/#",
                "shanshao/v1/down/jl-1/x::job.shanshao.v1.up.#",
                "$SYS/#",
                "$creq/#",
                "$creq/+/cmd",
                "$creq/jl-10/cmd",
                "$creq/jl-2/cmd",
                "$creq/+",
                "$creq/jl-1/+/#",
                "+/jl-1/cmd",
                "$creq/jl-1/cmd::job.shanshao.v1.up.#",
                "$sys/jl-1",
                "$share/jl-1/cmd",
                "$queue/jl-1/x",
                "$dp/jl-1",
                "activemq/jl-1",
                "x/jl-1"
            })
    void aDeviceReadsNothingOfOthers(String filter) {
        assertThat(GNSS.maySubscribe(filter)).isFalse();
    }

    @Test
    void aDeviceReadsItsCommands() {
        assertThat(GNSS.maySubscribe("shanshao/v1/down/jl-1/#")).isTrue();
        assertThat(GNSS.maySubscribe("shanshao/v1/down/jl-1/command")).isTrue();
        assertThat(GNSS.maySubscribe("$creq/jl-1/cmd")).isTrue();
        assertThat(GNSS.maySubscribe("$creq/jl-1/#")).isTrue();
        assertThat(GNSS.maySubscribe("$cmd/jl-1")).isTrue();
    }

    @Test
    void theJobSharesWhatDevicesSendAndReadsTheConfiguration() {
        var job = Rights.ofService("job");
        assertThat(job.maySubscribe("$share/job/shanshao/v1/up/#")).isTrue();
        assertThat(job.maySubscribe("shanshao/v1/config/+")).isTrue();
        assertThat(job.maySubscribe("shanshao/v1/up/#")).isFalse();
        assertThat(job.maySubscribe("$share/centre/shanshao/v1/alert/#")).isFalse();
        assertThat(job.mayPublish("shanshao/v1/alert/2202/p/r/d~displacement.e"))
                .isTrue();
        assertThat(job.mayPublish("shanshao/v1/up/jl-1/data")).isFalse();
        assertThat(job.mayPublish("shanshao/v1/config/2202")).isFalse();
    }

    @Test
    void theCentreSharesAlertsAndReadsAnswersToCommands() {
        var centre = Rights.ofService("centre");
        assertThat(centre.maySubscribe("$share/centre/shanshao/v1/alert/#")).isTrue();
        assertThat(centre.maySubscribe("shanshao/v1/up/+/ack")).isTrue();
        assertThat(centre.maySubscribe("$share/centre/shanshao/v1/up/+/ack")).isTrue();
        assertThat(centre.maySubscribe("shanshao/v1/up/+/data")).isFalse();
        assertThat(centre.mayPublish("$creq/jl-1/cmd")).isTrue();
        assertThat(centre.mayPublish("$sys/mqtt/sessions")).isFalse();
        assertThat(Rights.ofService("job").mayPublish("$creq/jl-1/cmd")).isFalse();
        assertThat(centre.mayPublish("shanshao/v1/config/manifest")).isTrue();
        assertThat(centre.mayPublish("shanshao/v1/alert/2202/p/r/t")).isFalse();
    }

    @Test
    void aClientIdBelongsToTheLongestLoginThatItBeginsWith() {
        var devices = DeviceLogins.open(dir.resolve("logins"));
        BrokerFixture.register(devices, "jl-0417");
        BrokerFixture.register(devices, "jl-0417-gnss2");
        var access = new Access(BrokerFixture.SERVICES, devices, new Refusals());

        assertThat(access.owns("jl-0417", "jl-0417")).isTrue();
        assertThat(access.owns("jl-0417", "jl-0417-test")).isTrue();
        assertThat(access.owns("jl-0417", "jl-0417-gnss2")).isFalse();
        assertThat(access.owns("jl-0417", "jl-0417-gnss2-test")).isFalse();
        assertThat(access.owns("jl-0417", "jl-04170")).isFalse();
        assertThat(access.owns("jl-0417-gnss2", "jl-0417")).isFalse();
        assertThat(access.owns("job", "job-source-0")).isTrue();
        assertThat(access.owns("jl-0417", "job")).isFalse();
    }

    @Test
    void aDeviceCannotBeCalledLikeAService() {
        var devices = DeviceLogins.open(dir.resolve("logins"));
        for (var name : new String[] {"job", "centre", "job-1", "a/b", "a.b", ""}) {
            assertThatThrownBy(() -> devices.put(name, "s", "h")).as(name).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void deviceLoginsAreThereAfterARestart() {
        var file = dir.resolve("logins");
        var devices = DeviceLogins.open(file);
        BrokerFixture.register(devices, "a");
        BrokerFixture.register(devices, "b");
        devices.remove("b");

        var again = DeviceLogins.open(file);
        assertThat(again.matches("a", "a-password")).isTrue();
        assertThat(again.matches("a", "b-password")).isFalse();
        assertThat(again.matches("b", "b-password")).isFalse();

        again.replaceAll(Map.of());
        assertThat(DeviceLogins.open(file).matches("a", "a-password")).isFalse();
    }
}
