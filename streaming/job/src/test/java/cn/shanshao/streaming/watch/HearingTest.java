package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Book;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HearingTest {
    private static final Instant NOW = Instant.parse("2026-07-11T00:00:00Z");
    private static final DeviceConfig.Channel CRACK = new DeviceConfig.Channel("crack", "mm", null, List.of(), null);

    private final Book book = new Book();

    private static DeviceConfig gauge(String id, List<DeviceConfig.Mask> masks) {
        return Scene.device(id, null, Clock.REAL, 60, Realm.EXERCISE, List.of(CRACK.masked(masks)));
    }

    private double unwell(Instant now) {
        var table = new PointTable(book, Scene.POINT, PointMemory.EMPTY, now, out -> {}, call -> {});
        return new Hearing(table).unwell(Set.of());
    }

    @Test
    void oneThatIsMaskedIsAsUnwellAsOneInMaintenance() {
        var end = NOW.plus(Duration.ofHours(1));
        var mask = new DeviceConfig.Mask(NOW, end, "拉线断裂", "li.min");
        book.take(Scene.DIVISION, Json.write(Scene.with(1, gauge("a", List.of(mask)), gauge("b", List.of()))));
        assertThat(unwell(NOW.minusSeconds(1))).isZero();
        assertThat(unwell(NOW)).isEqualTo(0.5);
        assertThat(unwell(end)).isZero();
    }
}
