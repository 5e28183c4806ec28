package cn.shanshao.ingest.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;

/**
 * No payload of any kind may throw, hang or grow. In a normal run this replays the seeds beside it in the resources;
 * with {@code JAZZER_FUZZ=1} in the environment it looks for new ones.
 */
class WireFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @FuzzTest(maxDuration = "5m")
    void readings(byte[] payload) {
        var pack = SenMl.decode(payload, "gw", NOW);
        pack.readings().forEach(SenMlPropertyTest::assertSound);
        for (var rejected : Rejected.of(NOW, Topics.data("gw"), payload, pack.bad())) {
            Rejected.decode(rejected.encode());
        }
    }

    @FuzzTest(maxDuration = "2m")
    void uplink(byte[] payload) {
        try {
            DeviceStatus.decode(DeviceStatus.decode(payload).encode());
        } catch (WireException refused) {
            new Rejected(
                            NOW,
                            Topics.status("gw"),
                            refused.reason(),
                            String.valueOf(refused.getMessage()),
                            null,
                            payload)
                    .encode();
        }
        try {
            CommandAck.decode(CommandAck.decode(payload).encode());
        } catch (WireException refused) {
            new Rejected(NOW, Topics.ack("gw"), refused.reason(), String.valueOf(refused.getMessage()), null, payload)
                    .encode();
        }
    }
}
