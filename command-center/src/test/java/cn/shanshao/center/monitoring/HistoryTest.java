package cn.shanshao.center.monitoring;

import static cn.shanshao.center.Scenery.HUADIAN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.history.Bucket;
import cn.shanshao.ingest.history.ReadingHistory;
import cn.shanshao.ingest.history.Sample;
import cn.shanshao.ingest.history.Stored;
import cn.shanshao.ingest.history.Stretch;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

@CenterTest
class HistoryTest {
    private static final String CURVE = "/api/v1/observations?device=curve-gnss&quantity=displacement";

    @Autowired
    Caller caller;

    @Autowired
    Registry registry;

    /** A straight line: the store itself has tests of its own. */
    @TestConfiguration
    static class Line {
        @Bean
        @Primary
        ReadingHistory line() {
            return new ReadingHistory() {
                @Override
                public List<Sample> latest(Collection<String> devices) {
                    var at = Instant.parse("2026-07-20T00:00:00Z");
                    return devices.contains("curve-gnss")
                            ? List.of(new Sample("curve-gnss", "displacement", 7, 1, at, at, at))
                            : List.of();
                }

                @Override
                public List<Bucket> buckets(String device, String quantity, Instant from, Instant to, int buckets) {
                    return List.of(new Bucket(from, 1, 2, 3, buckets));
                }

                @Override
                public List<Stored> readings(String device, String quantity, Instant from, Instant to, int most) {
                    return List.of();
                }

                @Override
                public List<Stretch> thinned(
                        String device, String quantity, Instant from, Instant to, int most, Stretch.Thinning thinning) {
                    return List.of();
                }

                @Override
                public long count(String device, @Nullable String quantity, Instant from, Instant to) {
                    return 0;
                }
            };
        }
    }

    @BeforeEach
    void aDevice() {
        Scenery.slope(registry, "curve", HUADIAN, "10000000601");
    }

    @ParameterizedTest
    @CsvSource({
        "1784505600,1784509200.5",
        "2026-07-20T00:00:00Z,2026-07-20T01:00:00.5Z",
        "2026-07-20T08:00:00%2B08:00,2026-07-20T09:00:00.5%2B08:00"
    })
    void aSpanIsWrittenInSecondsOrAsRfc3339(String from, String to) {
        var curve = caller.admin().get(CURVE + "&buckets=2000&from=" + from + "&to=" + to);

        assertThat(curve.status()).as(curve.response().body()).isEqualTo(200);
        assertThat(curve.json().get("from").asString()).isEqualTo("2026-07-20T00:00:00Z");
        assertThat(curve.json().get("to").asString()).isEqualTo("2026-07-20T01:00:00.500Z");
        assertThat(curve.json().get("unit").asString()).isEqualTo("mm");
        assertThat(curve.json().at("/buckets/0/count").asInt()).isEqualTo(2000);
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday,from",
        "from=2026-07-20,from",
        "to=99999999999999,to",
        "from=2026-07-20T01:00:00Z&to=2026-07-20T00:00:00Z,from",
        "from=5&to=5,from",
        "buckets=0,buckets",
        "buckets=2001,buckets",
        "buckets=many,buckets"
    })
    void aWrongParameterIsNamed(String parameters, String wrong) {
        var answer = caller.admin().get(CURVE + "&" + parameters);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(wrong);
        assertThat(answer.json().at("/errors/0/expected").asString()).isNotBlank();
    }

    @Test
    void aReplacedSensorGoesOnWhereTheOneBeforeWasAndRawIsWhatItSaid() {
        var admin = caller.admin();
        var channel = Map.of(
                "quantity",
                "displacement",
                "unit",
                "mm",
                "datum",
                List.of(Map.of("from", "2026-07-19T00:00:00Z", "offset", 120)));
        var device = Map.of("id", "curve-new", "pointId", "curve", "channels", List.of(channel));
        admin.post("/api/v1/devices", device);
        var curve = "/api/v1/observations?device=curve-new&quantity=displacement"
                + "&from=2026-07-20T00:00:00Z&to=2026-07-20T01:00:00Z";

        assertThat(admin.get(curve).json().at("/buckets/0/mean").asDouble()).isEqualTo(122);
        assertThat(admin.get(curve + "&raw=true").json().at("/buckets/0/mean").asDouble())
                .isEqualTo(2);
    }

    @Test
    void anUnknownDeviceAndAnUnknownQuantityAreTold() {
        var admin = caller.admin();

        assertThat(admin.get("/api/v1/observations?device=nobody&quantity=crack")
                        .status())
                .isEqualTo(404);
        assertThat(admin.get("/api/v1/observations?device=curve-gnss&quantity=love")
                        .status())
                .isEqualTo(400);
        assertThat(admin.get("/api/v1/observations?device=curve-gnss").status()).isEqualTo(400);
    }
}
