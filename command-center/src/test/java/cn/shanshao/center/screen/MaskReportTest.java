package cn.shanshao.center.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cn.shanshao.center.registry.Masks;
import org.junit.jupiter.api.Test;

class MaskReportTest {
    @Test
    void absurdMasksAreCountedAsAFaultOfTheCentre() {
        Masks masks = mock();
        var report = new MaskReport(masks);
        report.look();
        assertThat(report.faults()).isEmpty();
        when(masks.absurd()).thenReturn(3);
        report.look();
        assertThat(report.faults().get("centre")).singleElement().satisfies(text -> {
            assertThat(text.zh()).contains("3 段");
            assertThat(text.en()).contains("3 mask");
        });
    }
}
