package cn.shanshao.center.registry;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A broken crack gauge, and those who may say that it is. */
@CenterTest
class MaskTest {
    private static final String PATH = "/api/v1/devices/mk-crack/masks";
    private static final Instant FROM = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant TO = FROM.plus(1, ChronoUnit.HOURS);

    @Autowired
    Caller stranger;

    @Autowired
    Registry registry;

    @Autowired
    DeviceStore devices;

    @Autowired
    Masks book;

    private static Map<String, Object> crack() {
        return Map.of("quantity", "crack", "unit", "mm");
    }

    @BeforeEach
    void device() {
        var admin = stranger.admin();
        if (registry.findDevice("mk-crack").isEmpty()) {
            var form = Map.of("id", "mk-crack", "division", "220282", "channels", List.of(crack()));
            assertThat(admin.post("/api/v1/devices", form).status()).isEqualTo(201);
        }
        for (var mask : masks()) {
            assertThat(takeBack(admin, mask.from())).isEqualTo(204);
        }
    }

    private List<Mask> masks() {
        return registry.getDevice("mk-crack").channel("crack").orElseThrow().masks();
    }

    private static int takeBack(Caller caller, Instant from) {
        return caller.delete(PATH + "?quantity=crack&from=" + from).status();
    }

    private static Map<String, Object> form(Instant from, Instant to) {
        var form = new HashMap<String, Object>(Map.of("quantity", "crack", "from", from, "reason", "拉线断裂"));
        form.put("to", to);
        return form;
    }

    private Caller user(String name, String role, String division) {
        var form = Map.of("username", name, "password", "long enough for us", "role", role, "division", division);
        assertThat(stranger.admin().post("/api/v1/users", form).status()).isEqualTo(201);
        return stranger.signIn(name, "long enough for us");
    }

    @Test
    void aSignerMasksASpanEndsItAndTakesItBack() {
        var signer = user("mk-signer", "signer", "220282");
        var before = registry.getDevice("mk-crack").version();
        assertThat(signer.post(PATH, form(FROM, TO)).status()).isEqualTo(201);
        assertThat(masks())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at")
                .containsExactly(new Mask(FROM, TO, "拉线断裂", "mk-signer"));
        assertThat(registry.getDevice("mk-crack").version())
                .as("the job is told")
                .isGreaterThan(before);
        assertThat(registry.getDevice("mk-crack").config().channels().get(0).masks())
                .hasSize(1);

        var end = FROM.plus(2, ChronoUnit.HOURS);
        assertThat(signer.post(PATH, form(FROM, end)).status()).isEqualTo(409);
        assertThat(signer.put(PATH, form(FROM, end)).status()).isEqualTo(200);
        assertThat(masks())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at")
                .containsExactly(new Mask(FROM, end, "拉线断裂", "mk-signer"));

        assertThat(takeBack(signer, FROM)).isEqualTo(204);
        assertThat(masks()).isEmpty();
        assertThat(takeBack(signer, FROM)).isEqualTo(404);
        assertThat(signer.put(PATH, form(FROM, end)).status()).isEqualTo(404);
    }

    @Test
    void whoMasksIsInTheAuditTrail() {
        stranger.admin().post(PATH, form(FROM, TO));
        takeBack(stranger.admin(), FROM);
        var trail = stranger.admin().get("/api/v1/audit?size=20").response().body();
        assertThat(trail).contains("device.mask", "device.unmask", "拉线断裂");
    }

    @Test
    void othersMayNotAndElsewhereNobodyKnowsTheDevice() {
        assertThat(user("mk-duty", "duty", "220282").post(PATH, form(FROM, TO)).status())
                .isEqualTo(403);
        var neighbour = user("mk-neighbour", "administrator", "220283");
        assertThat(neighbour.post(PATH, form(FROM, TO)).status()).isEqualTo(404);
        assertThat(takeBack(neighbour, FROM)).isEqualTo(404);
        assertThat(masks()).isEmpty();
    }

    private void refused(String field, Map<String, Object> change) {
        var form = form(FROM, TO);
        form.putAll(change);
        var answer = stranger.admin().post(PATH, form);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(answer.json().at("/errors/0/expected").asString()).isNotBlank();
    }

    @Test
    void whatIsWrongIsNamed() {
        refused("quantity", Map.of("quantity", "tilt.x"));
        refused("to", Map.of("to", FROM));
        refused("from", Map.of("from", Instant.now().plus(2, ChronoUnit.DAYS)));
        for (var absurd : List.of("-1000000000-01-01T00:00:00Z", "1989-12-31T23:59:59Z")) {
            refused("from", Map.of("from", absurd));
        }
        refused("to", Map.of("to", Instant.now().plus(40, ChronoUnit.DAYS)));
        refused("reason", Map.of("reason", " "));
        assertThat(masks()).isEmpty();
    }

    @Test
    void aMaskHasAnEndAndIsRenewedBeforeIt() {
        var admin = stranger.admin();
        var endless = admin.post(PATH, form(FROM, null));
        assertThat(endless.status()).isEqualTo(422);
        assertThat(endless.json().at("/errors/0/field").asString()).isEqualTo("to");
        assertThat(endless.json().at("/errors/0/expected").asString()).contains("30 days", "PUT");
        var soon = Instant.now().plus(29, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        assertThat(admin.post(PATH, form(FROM, TO)).status()).isEqualTo(201);
        assertThat(admin.put(PATH, form(FROM, null)).status()).isEqualTo(422);
        assertThat(admin.put(PATH, form(FROM, soon)).status()).isEqualTo(200);
        assertThat(masks()).singleElement().extracting(Mask::to).isEqualTo(soon);
    }

    /** One that was stored before there was a check of it. */
    @Test
    void anAbsurdMaskCanBeTakenBack() {
        var absurd = Instant.parse("-1000000000-01-01T00:00:00Z");
        var device = registry.getDevice("mk-crack");
        var masked = device.channel("crack").orElseThrow().masked(List.of(new Mask(absurd, null, "?", "admin")));
        devices.saveChannel("mk-crack", masked);
        assertThat(masks()).hasSize(1);
        assertThat(stranger.admin().get(PATH).json().at("/0/state").asString()).isEqualTo("absurd");
        assertThat(book.absurd()).isEqualTo(1);
        var curve = "/api/v1/observations?device=mk-crack&quantity=crack&buckets=3&from=2026-07-01T00:00:00Z";
        assertThat(stranger.admin().get(curve + "&to=2026-07-02T00:00:00Z").status())
                .as("no fault of the server")
                .isNotEqualTo(500);
        assertThat(takeBack(stranger.admin(), absurd)).isEqualTo(204);
        assertThat(book.absurd()).isZero();
        assertThat(masks()).isEmpty();
    }

    @Test
    void whoeverDescribesTheDeviceLeavesItsMasks() {
        var admin = stranger.admin();
        admin.post(PATH, form(FROM, TO));
        var version = registry.getDevice("mk-crack").version();
        var forged = new HashMap<String, Object>(crack());
        forged.put("masks", List.of(Map.of("from", FROM, "reason", "?", "by", "somebody else")));
        var form = Map.of("id", "mk-crack", "division", "220282", "version", version, "channels", List.of(forged));
        assertThat(admin.put("/api/v1/devices/mk-crack", form).status()).isEqualTo(200);
        assertThat(masks())
                .singleElement()
                .satisfies(mask -> assertThat(mask.by()).isEqualTo("admin"));

        var without = Map.of("id", "mk-crack", "division", "220282", "version", version + 1, "channels", List.of());
        var refused = admin.put("/api/v1/devices/mk-crack", without);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.response().body()).contains("crack", "take those back first");
    }
}
