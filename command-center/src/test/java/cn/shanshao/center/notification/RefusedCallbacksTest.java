package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import cn.shanshao.center.audit.Audit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RefusedCallbacksTest {
    private final Audit audit = mock(Audit.class);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T00:00:00Z"));

    private RefusedCallbacks refused() {
        InstantSource source = now::get;
        return new RefusedCallbacks(audit, meters, source.withZone(ZoneOffset.UTC));
    }

    @Test
    void whoeverSendsManyCannotFillTheTrail() {
        var refused = refused();
        for (var i = 0; i < 25; i++) {
            refused.because("first", "forged", "it is not signed");
        }
        verify(audit, times(20)).record(eq("twilio"), eq("callback.refuse"), eq("first"), any());

        now.updateAndGet(at -> at.plusSeconds(60));
        refused.because("first", "forged", "it is not signed");

        verify(audit)
                .record(
                        "twilio",
                        "callback.refuse",
                        "first",
                        Map.of("kind", "forged", "why", "it is not signed", "untold", 5L));
        assertThat(meters.counter("shanshao.callbacks.refused", "kind", "forged")
                        .count())
                .isEqualTo(26);
    }
}
