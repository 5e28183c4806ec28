package cn.shanshao.center.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.ingest.wire.EventConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CenterTest
class EarthquakeTest {
    private static final String SONGYUAN = "/api/v1/earthquakes/cenc-20180528";

    @Autowired
    Caller stranger;

    @Autowired
    ConfigDocuments documents;

    @Autowired
    Earthquakes earthquakes;

    private static Map<String, Object> form() {
        return new HashMap<>(Map.of("at", "2018-05-27T17:50:52Z", "lon", 124.71, "lat", 45.27, "magnitude", 5.7));
    }

    @Test
    void theProvincesDocumentTellsItUntilItIsWithdrawn() {
        var admin = stranger.admin();
        assertThat(admin.put(SONGYUAN, form()).status()).isEqualTo(200);
        var edition = documents.edit().documents();
        assertThat(edition.get("22").events())
                .extracting(EventConfig::id, EventConfig::magnitude)
                .contains(tuple("cenc-20180528", 5.7));
        assertThat(edition.values().stream()
                        .filter(document -> !document.events().isEmpty()))
                .hasSize(1);

        assertThat(admin.delete(SONGYUAN).status()).isEqualTo(204);
        assertThat(admin.delete(SONGYUAN).status()).isEqualTo(404);
        assertThat(documents.edit().documents().get("22").events()).isEmpty();
    }

    @Test
    void aftershocksDoNotPushTheMainShockOut() {
        var now = Instant.now();
        var main = new EventConfig("eq-main", EventConfig.EARTHQUAKE, now.minus(Duration.ofDays(40)), 126, 43, 6.5);
        earthquakes.note(main, "test");
        for (var i = 0; i < 210; i++) {
            var at = now.minus(Duration.ofHours(1 + i));
            earthquakes.note(new EventConfig("eq-after" + i, EventConfig.EARTHQUAKE, at, 126, 43, 3.1), "test");
        }
        var all = earthquakes.all();
        for (var i = 0; i < 210; i++) {
            earthquakes.withdraw("eq-after" + i, "test");
        }
        earthquakes.withdraw("eq-main", "test");

        assertThat(all).hasSize(200).extracting(EventConfig::id).contains("eq-main", "eq-after0");
        assertThat(all.get(199).id()).as("newest first").isEqualTo("eq-main");
    }

    @Test
    void aCountyNotesNoneAndNobodyAnImpossibleOne() {
        var admin = stranger.admin();
        admin.post(
                "/api/v1/users",
                Map.of(
                        "username", "eq-county",
                        "password", "long enough for us",
                        "role", "administrator",
                        "division", "220282"));
        assertThat(stranger.signIn("eq-county", "long enough for us")
                        .put(SONGYUAN, form())
                        .status())
                .isEqualTo(403);
        var form = form();
        form.put("magnitude", 12);
        assertThat(stranger.admin().put(SONGYUAN, form).status()).isEqualTo(422);
    }
}
