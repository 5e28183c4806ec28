package cn.shanshao.center.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cn.shanshao.center.audit.Audit;
import org.junit.jupiter.api.Test;

class TrailReportTest {
    @Test
    void aBentTrailIsAFaultOfTheCentre() {
        Audit audit = mock();
        var report = new TrailReport(audit);
        assertThat(report.faults()).isEmpty();
        when(audit.isBent()).thenReturn(true);
        assertThat(report.faults().get("centre"))
                .singleElement()
                .satisfies(text -> assertThat(text.en()).contains("audit verify"));
    }
}
