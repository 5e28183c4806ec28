package cn.shanshao.center.registry;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.OwnLimitsTest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Photos and documents of a point, by whom and how many. */
@OwnLimitsTest
class PointFilesTest {
    private static final byte[] PDF =
            "%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @Autowired
    Caller stranger;

    @Autowired
    JdbcTemplate jdbc;

    private String point(Caller caller, String id) {
        var form = new HashMap<String, Object>(
                Map.of("id", id, "name", "北坡", "kind", "landslide", "division", "220282", "lon", 126.5, "lat", 43.5));
        assertThat(caller.post("/api/v1/points", form).status()).isEqualTo(201);
        return "/api/v1/points/" + id;
    }

    @Test
    void aPhotoIsShownAsWhatItIsAndWithoutItsPlace() {
        var admin = stranger.admin();
        var path = point(admin, "pf-1");
        var photo = PictureTest.withExif(PictureTest.picture("jpeg", 400, 200), PictureTest.tiff(1));
        var added = admin.upload(path + "/photos?name=back.png&caption=%E5%90%8E%E7%BC%98%E8%A3%82%E7%BC%9D", photo);
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        assertThat(added.json().get("takenAt").asString()).isEqualTo("2025-07-21T14:14:05Z");
        assertThat(added.json().get("lon").isNull()).isTrue();

        var file = path + "/files/" + added.json().get("id").asString();
        var shown = admin.get(file);
        assertThat(shown.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(shown.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(admin.download(file)).startsWith(0xff, 0xd8, 0xff);
        assertThat(admin.download(file + "/thumbnail")).startsWith(0xff, 0xd8, 0xff);
        assertThat(stranger.get(file).status()).isEqualTo(401);

        var placed = admin.upload(path + "/photos?name=a&place=true&takenAt=2025-07-20T01:00:00Z", photo)
                .json();
        assertThat(placed.get("lon").asDouble()).isEqualTo(126.75);
        assertThat(placed.get("takenAt").asString()).isEqualTo("2025-07-20T01:00:00Z");
        assertThat(admin.upload(path + "/photos?name=a&takenAt=2125-07-20T01:00:00Z", photo)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aDocumentIsHandedOutAsAFile() {
        var admin = stranger.admin();
        var path = point(admin, "pf-2");
        var plan = admin.post(path + "/plans", Map.of("edition", "2026", "author", "桦甸市自然资源局"))
                .json();
        var added = admin.upload(
                path + "/documents?name=%E9%A2%84%E6%A1%88.pdf&paper="
                        + plan.get("id").asString(),
                PDF);
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        assertThat(added.json().get("paperId")).isEqualTo(plan.get("id"));
        var file = admin.get(path + "/files/" + added.json().get("id").asString());
        assertThat(file.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(file.header("Content-Disposition"))
                .startsWith("attachment")
                .contains("UTF-8''%E9%A2%84%E6%A1%88.pdf");
        assertThat(file.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");

        for (var no : new byte[][] {
            "<html>%PDF-1.7 %%EOF".getBytes(StandardCharsets.US_ASCII),
            "%PDF-1.7 and nothing more".getBytes(StandardCharsets.US_ASCII),
            PictureTest.picture("png", 9, 9),
            new byte[0]
        }) {
            assertThat(admin.upload(path + "/documents?name=x.pdf", no).status())
                    .isEqualTo(422);
        }
        assertThat(admin.upload(path + "/documents?name=x.pdf&paper=nothing", PDF)
                        .status())
                .isEqualTo(422);
        assertThat(admin.upload(path + "/documents?name=a%0Ab", PDF).status()).isEqualTo(422);
    }

    @Test
    void whatIsTakenAwayIsGoneAndThatItWasThereStays() {
        var admin = stranger.admin();
        var path = point(admin, "pf-3");
        var photo = admin.upload(path + "/photos?name=slope.jpg", PictureTest.picture("jpeg", 60, 40))
                .json();
        var id = photo.get("id").asString();
        assertThat(admin.delete(path + "/files/" + id).status()).isEqualTo(204);
        assertThat(admin.delete(path + "/files/" + id).status()).isEqualTo(404);
        assertThat(admin.get(path + "/files/" + id).status()).isEqualTo(404);
        assertThat(admin.get(path + "/files").json()).isEmpty();
        assertThat(jdbc.queryForObject(
                        "select content is null and thumbnail is null from point_file where id = ?", Boolean.class, id))
                .isTrue();
        var then =
                admin.get(path + "/files?at=" + photo.get("addedAt").asString()).json();
        assertThat(then.at("/0/removedBy").asString()).isEqualTo("admin");
        assertThat(admin.get("/api/v1/audit").response().body()).contains("file.add", "file.remove", "slope.jpg");
    }

    @Test
    void aPointHasRoomForSoMany() {
        var admin = stranger.admin();
        var path = point(admin, "pf-4");
        var picture = PictureTest.picture("png", 8, 8);
        for (var i = 0; i < 6; i++) {
            assertThat(admin.upload(path + "/photos?name=" + i, picture).status())
                    .isEqualTo(201);
        }
        var refused = admin.upload(path + "/photos?name=7", picture);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.response().body()).contains("at most 6 files");
    }

    @Test
    void onePointsFileIsNotAnothers() {
        var admin = stranger.admin();
        var one = point(admin, "pf-5");
        var other = point(admin, "pf-6");
        var id = admin.upload(one + "/photos?name=a", PictureTest.picture("png", 8, 8))
                .json()
                .get("id")
                .asString();
        assertThat(admin.get(other + "/files/" + id).status()).isEqualTo(404);
        assertThat(admin.delete(other + "/files/" + id).status()).isEqualTo(404);
    }
}
