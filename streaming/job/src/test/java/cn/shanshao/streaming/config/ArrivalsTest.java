package cn.shanshao.streaming.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Manifest;
import cn.shanshao.ingest.wire.RainForecast;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.flow.ConfigEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals();
    private final List<ConfigEvent> events = new ArrayList<>();

    private boolean document(String division, long epoch, long version) {
        var config = new DivisionConfig(epoch, version, List.of(), List.of(), List.of());
        return arrivals.take(Topics.config(division), Json.write(config), events::add);
    }

    private boolean manifest(long epoch, Map<String, Long> divisions) {
        return arrivals.take(Topics.MANIFEST, Json.write(new Manifest(epoch, divisions)), events::add);
    }

    @Test
    void isCompleteWhenEveryDivisionAndTheOpenEpisodesHaveCome() {
        assertThat(manifest(1, Map.of("22", 3L, "220283", 5L))).isFalse();
        assertThat(document("22", 1, 3)).isFalse();
        assertThat(document("220283", 1, 6)).isFalse();
        assertThat(arrivals.marked()).isTrue();
    }

    @Test
    void anOlderDocumentIsNotEnough() {
        arrivals.marked();
        manifest(1, Map.of("22", 3L));
        assertThat(document("22", 1, 2)).isFalse();
        assertThat(document("22", 1, 3)).isTrue();
    }

    @Test
    void aHigherEpochIsNewerWhateverTheVersion() {
        arrivals.marked();
        document("22", 1, 900);
        assertThat(manifest(2, Map.of("22", 1L))).isFalse();
        assertThat(document("22", 2, 1)).isTrue();
        document("22", 1, 901);
        assertThat(events)
                .filteredOn(event -> event.sort() == ConfigEvent.Sort.DOCUMENT)
                .hasSize(2);
    }

    @Test
    void aCompressedDocumentIsUnpacked() throws IOException {
        var json = Json.write(Scene.with(1, Scene.gauge("g1")));
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(json);
        }
        arrivals.take(Topics.config("220283"), bytes.toByteArray(), events::add);
        assertThat(events).singleElement().extracting(ConfigEvent::json).isEqualTo(json);
    }

    @Test
    void rubbishIsToldAndChangesNothing() {
        assertThatThrownBy(() -> arrivals.take(Topics.config("22"), new byte[] {'{'}, events::add))
                .hasMessageContaining("DivisionConfig");
        assertThat(events).isEmpty();
    }

    @Test
    void aForecastIsOfTheSourceThatItsTopicNames() {
        var forecast = new RainForecast("met", Instant.EPOCH, Map.of());
        arrivals.take("shanshao/v1/forecast/met", Json.write(forecast), events::add);
        assertThat(events).singleElement().extracting(ConfigEvent::sort).isEqualTo(ConfigEvent.Sort.FORECAST);
        assertThatThrownBy(() -> arrivals.take("shanshao/v1/forecast/other", Json.write(forecast), events::add))
                .hasMessageContaining("other");
    }

    @Test
    void theWaitingEndsOnce() {
        assertThat(arrivals.giveUp()).isTrue();
        assertThat(arrivals.giveUp()).isFalse();
    }
}
