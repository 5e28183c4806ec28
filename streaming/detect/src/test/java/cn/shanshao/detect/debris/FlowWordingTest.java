package cn.shanshao.detect.debris;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.Flow;
import cn.shanshao.ingest.wire.PointConfig.Station;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowWordingTest {
    private static final long START = Instant.parse("2026-07-20T18:00:00Z").toEpochMilli();
    private static final Gully GULLY = Gully.of(new Flow(List.of(new Station("a", 0), new Station("b", 640)), 1_800.0));

    private static Front front(String device, long ms) {
        return new Front(device, "mud.level", 1, START + ms, Level.YELLOW, true, true);
    }

    @Test
    void saysHowFastItIsAndWhenItComes() {
        var passage = GULLY.passage(List.of(front("a", 0), front("b", 102_400)), true, START)
                .orElseThrow();
        var text = FlowWording.of(AlertState.RAISED, "东沟", Level.RED, passage, true);
        assertThat(text.zh()).isEqualTo("东沟：研判达到红色（两站先后测到泥石流，流速约6.3 m/s，预计02:04:48到村）");
        assertThat(text.en())
                .isEqualTo(
                        "东沟: debris flow reached red (seen by two stations, about 6.3 m/s, at the village about 02:04:48)");
        assertThat(FlowWording.lower(passage)).isEqualTo("front 640 m on after 102.4 s: 6.25 m/s");
        assertThat(FlowWording.upper(GULLY, passage)).isEqualTo("front at 0 m");
    }

    @Test
    void saysOfAgreementWhatTheAlertSays() {
        var kept = FlowWording.of(AlertState.RAISED, "东沟", Level.RED, null, true);
        assertThat(kept.zh()).contains("已印证").doesNotContain("未印证", "仅一站");
        assertThat(kept.en()).contains("corroborated").doesNotContain("not corroborated", "one station");
        var passage = GULLY.passage(List.of(front("a", 0), front("b", 102_400)), true, START)
                .orElseThrow();
        var unsure = FlowWording.of(AlertState.RAISED, "东沟", Level.RED, passage, false);
        assertThat(unsure.zh()).contains("两站先后测到", "未印证");
        assertThat(unsure.en()).contains("two stations", "not corroborated");
    }

    @Test
    void saysThatOneStationIsOneStation() {
        assertThat(FlowWording.of(AlertState.ESCALATED, "东沟", Level.RED, null, false)
                        .zh())
                .isEqualTo("东沟：研判升至红色（疑似泥石流，仅一站，未印证）");
        assertThat(FlowWording.of(AlertState.CLEARED, "东沟", Level.RED, null, false)
                        .zh())
                .isEqualTo("东沟：已无泥石流迹象");
    }
}
