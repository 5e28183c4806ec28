package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import cn.shanshao.center.audit.Audit;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class DistrustedCarriersTest {
    private final Audit audit = mock();
    private final DistrustedCarriers distrusted = new DistrustedCarriers(audit, Clock.systemUTC());

    private void written(int often, String why) {
        verify(audit, times(often)).record("system", "carrier.distrust", "first", Map.of("why", why, "untold", 0L));
    }

    @Test
    void theSameReasonIsWrittenOnceUntilTheCarrierHasBeenBound() {
        distrusted.record("first", "it has expired");
        distrusted.record("first", "it has expired");
        written(1, "it has expired");
        distrusted.record("first", "another");
        written(1, "another");
        assertThat(distrusted.present()).isEqualTo(Map.of("first", "another"));

        distrusted.forget("first");
        assertThat(distrusted.present()).isEmpty();
        distrusted.record("first", "another");
        written(2, "another");
        verifyNoMoreInteractions(audit);
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenAtTheNextAttempt() {
        doThrow(new QueryTimeoutException("away"))
                .doNothing()
                .when(audit)
                .record("system", "carrier.distrust", "first", Map.of("why", "w", "untold", 0L));

        distrusted.record("first", "w");
        assertThat(distrusted.present()).isEqualTo(Map.of("first", "w"));
        distrusted.record("first", "w");
        distrusted.record("first", "w");

        written(2, "w");
    }
}
