package cn.shanshao.center.residents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A county's list comes in as it is kept: in Excel, with mistakes. */
@CenterTest
class ImportTest {
    private static final List<String> TITLES =
            List.of("隐患点编号", "户编号", "户主姓名", "人数", "住址", "电话1", "成员1姓名", "成员1性别", "截止日期");

    @Autowired
    Caller stranger;

    @Autowired
    JdbcTemplate jdbc;

    private Caller withPoint(String point) {
        var admin = stranger.admin();
        var form =
                Map.of("id", point, "name", "西山", "kind", "landslide", "division", "220282", "lon", 126.5, "lat", 43.5);
        assertThat(admin.post("/api/v1/points", form).status()).isEqualTo(201);
        return admin;
    }

    private static List<String> row(String point, int number) {
        return new ArrayList<>(List.of(
                point,
                "" + number,
                "户主" + number,
                "4",
                "西山村 %d 号".formatted(number),
                "1370000%04d".formatted(number),
                "户主" + number,
                "男",
                ""));
    }

    private static byte[] excel(List<List<String>> rows) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "test", "1.0");
                var sheet = book.newWorksheet("户")) {
            for (var r = 0; r < rows.size(); r++) {
                for (var c = 0; c < rows.get(r).size(); c++) {
                    var text = rows.get(r).get(c);
                    if (TITLES.get(c).equals("人数") && text.matches("\\d+")) {
                        sheet.value(r, c, Integer.parseInt(text));
                    } else {
                        sheet.value(r, c, text);
                    }
                }
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] csv(List<List<String>> rows, Charset charset) {
        return String.join(
                        "\r\n", rows.stream().map(row -> String.join(",", row)).toList())
                .getBytes(charset);
    }

    private static JsonNode preview(Caller admin, byte[] file) {
        var answer = admin.upload("/api/v1/imports?name=list.xlsx", file);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode take(Caller admin, JsonNode preview) {
        var address = "/api/v1/imports/" + preview.get("id").asString();
        assertThat(admin.post(address + "/commit", Map.of()).status()).isEqualTo(202);
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> admin.get(address).json(),
                        one -> !one.get("state").asString().equals("RUNNING"));
    }

    private int held(String point) {
        return jdbc.queryForObject(
                "select count(*) from household_version where point_id = ? and until is null", Integer.class, point);
    }

    @Test
    void sevenBadCellsAreNamedMendedAndTwoThousandHouseholdsTaken() throws IOException {
        var admin = withPoint("im-1");
        var rows = new ArrayList<List<String>>();
        rows.add(TITLES);
        for (var i = 1; i <= 2_000; i++) {
            rows.add(row("im-1", i));
        }
        rows.get(10).set(0, "im-unknown");
        rows.get(20).set(3, "四口");
        rows.get(30).set(5, "12");
        rows.get(40).set(1, "39");
        rows.get(50).set(2, "");
        rows.get(60).set(7, "未知");
        rows.get(70).set(8, "2026-02-30");
        var bad = preview(admin, excel(rows));
        assertThat(bad.get("faultCount").asInt()).isEqualTo(7);
        var cells = new ArrayList<String>();
        bad.get("faults")
                .forEach(fault -> cells.add("%d %s %s"
                        .formatted(
                                fault.get("row").asInt(),
                                fault.get("column").asString(),
                                fault.get("value").isNull()
                                        ? ""
                                        : fault.get("value").asString())));
        assertThat(cells)
                .containsExactlyInAnyOrder(
                        "11 隐患点编号 im-unknown",
                        "21 人数 四口",
                        "31 电话1 12",
                        "41 户编号 39",
                        "51 户主姓名 ",
                        "61 成员1性别 未知",
                        "71 截止日期 2026-02-30");
        assertThat(admin.post("/api/v1/imports/" + bad.get("id").asString() + "/commit", Map.of())
                        .status())
                .as("nothing is taken while a cell is wrong")
                .isEqualTo(409);
        assertThat(held("im-1")).isZero();

        for (var i = 1; i <= 2_000; i++) {
            rows.set(i, row("im-1", i));
        }
        var good = preview(admin, excel(rows));
        assertThat(good.get("made").asInt()).isEqualTo(2_000);
        assertThat(take(admin, good).get("state").asString()).isEqualTo("DONE");
        assertThat(held("im-1")).isEqualTo(2_000);

        rows.get(5).set(3, "6");
        var again = preview(admin, excel(rows));
        assertThat(again.get("made").asInt()).isZero();
        assertThat(again.get("changed").asInt()).isEqualTo(1);
        assertThat(again.get("same").asInt()).isEqualTo(1_999);
    }

    @Test
    void allThatIsWrongInARowIsNamedAtOnceAndEachCellOnce() throws IOException {
        var admin = withPoint("im-9");
        var rows = new ArrayList<List<String>>();
        rows.add(TITLES);
        for (var i = 1; i <= 3; i++) {
            rows.add(row("im-9", i));
        }
        rows.get(1).set(TITLES.indexOf("人数"), "-2");
        rows.get(1).set(TITLES.indexOf("住址"), "");
        rows.get(1).set(TITLES.indexOf("电话1"), "12");
        rows.get(2).set(TITLES.indexOf("户编号"), "1");
        rows.get(3).set(TITLES.indexOf("人数"), "很多");
        rows.get(3).set(TITLES.indexOf("电话1"), "1");
        assertThat(preview(admin, excel(rows))
                        .get("faults")
                        .valueStream()
                        .map(fault -> fault.get("row").asInt() + " "
                                + fault.get("column").asString()))
                .containsExactlyInAnyOrder("2 人数", "2 住址", "2 电话1", "3 户编号", "4 人数", "4 电话1");
    }

    @Test
    void aMarkedCellIsAnEmptyOne() throws IOException {
        var admin = withPoint("im-10");
        var rows = new ArrayList<>(List.of(TITLES, row("im-10", 1)));
        rows.get(1).set(TITLES.indexOf("电话1"), "清空");
        assertThat(take(admin, preview(admin, excel(rows))).get("state").asString())
                .isEqualTo("DONE");
        rows.get(1).set(TITLES.indexOf("户主姓名"), "—");
        assertThat(preview(admin, excel(rows)).get("faultCount").asInt()).isEqualTo(1);
    }

    @Test
    void whatWasTakenIsTakenBackAsAWhole() throws IOException {
        var admin = withPoint("im-2");
        var first = preview(admin, excel(List.of(TITLES, row("im-2", 1))));
        take(admin, first);
        var changed = row("im-2", 1);
        changed.set(3, "9");
        var second = preview(admin, excel(List.of(TITLES, changed, row("im-2", 2))));
        assertThat(take(admin, second).get("state").asString()).isEqualTo("DONE");
        var roster = admin.get("/api/v1/points/im-2/households").json();
        assertThat(roster.get(0).get("people").asInt()).isEqualTo(9);

        var undo = "/api/v1/imports/" + second.get("id").asString() + "/undo";
        assertThat(admin.post(undo, Map.of()).status()).isEqualTo(204);
        roster = admin.get("/api/v1/points/im-2/households").json();
        assertThat(roster.size()).isEqualTo(1);
        assertThat(roster.get(0).get("people").asInt()).isEqualTo(4);
        assertThat(admin.post(undo, Map.of()).status()).isEqualTo(409);
        assertThat(admin.get("/api/v1/imports").json().findValuesAsString("undoneBy"))
                .contains("admin");

        assertThat(admin.post("/api/v1/imports/" + first.get("id").asString() + "/undo", Map.of())
                        .status())
                .as("its household has newer versions")
                .isEqualTo(409);
    }

    @Test
    void aChangeBetweenPreviewAndCommitStopsAll() throws IOException {
        var admin = withPoint("im-3");
        take(admin, preview(admin, excel(List.of(TITLES, row("im-3", 1)))));
        var changed = row("im-3", 1);
        changed.set(3, "9");
        var preview = preview(admin, excel(List.of(TITLES, changed, row("im-3", 2))));

        var id = admin.get("/api/v1/points/im-3/households")
                .json()
                .get(0)
                .get("id")
                .asString();
        var form = HouseholdTest.household("1");
        form.put("version", 1);
        assertThat(admin.put("/api/v1/households/" + id, form).status()).isEqualTo(200);

        var end = take(admin, preview);
        assertThat(end.get("state").asString()).isEqualTo("FAILED");
        assertThat(end.get("reason").asString()).contains(id, "changed since");
        assertThat(held("im-3")).isEqualTo(1);
    }

    @Test
    void csvComesAsChineseExcelWritesItAndAsWeDo() throws IOException {
        var admin = withPoint("im-4");
        var rows = List.of(TITLES, row("im-4", 1));
        for (var charset : List.of(StandardCharsets.UTF_8, Charset.forName("GBK"))) {
            var preview = preview(admin, csv(rows, charset));
            assertThat(preview.get("faultCount").asInt()).as(preview.toString()).isZero();
            assertThat(preview.get("made").asInt()).isEqualTo(1);
        }
        take(admin, preview(admin, csv(rows, StandardCharsets.UTF_8)));
        for (var form : List.of("csv", "excel")) {
            var export = admin.download("/api/v1/tables/households/" + form);
            var back = preview(admin, export);
            assertThat(back.get("faultCount").asInt()).as(form).isZero();
            assertThat(back.get("changed").asInt()).as(form).isZero();
            assertThat(back.get("same").asInt()).as(form).isGreaterThanOrEqualTo(1);
        }
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'household.export'", Integer.class))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatIsNoTableIsSaidToBeNone() {
        var admin = stranger.admin();
        assertThat(admin.upload("/api/v1/imports?name=x", new byte[] {'P', 'K', 3, 4, 0})
                        .status())
                .isEqualTo(422);
        assertThat(admin.upload("/api/v1/imports?name=x", new byte[0]).status()).isEqualTo(422);
        var strange = admin.upload("/api/v1/imports?name=x", "姓名,年龄\r\n张三,7".getBytes(StandardCharsets.UTF_8));
        assertThat(strange.json().get("faults").findValuesAsString("column")).contains("姓名", "年龄", "户编号", "住址");
    }

    @Test
    void aPointGoesByItsUnifiedNumberToo() throws IOException {
        var admin = stranger.admin();
        var form = Map.of(
                "id",
                "im-u",
                "unifiedNumber",
                "220282010777",
                "name",
                "西山",
                "kind",
                "landslide",
                "division",
                "220282",
                "lon",
                126.5,
                "lat",
                43.5);
        assertThat(admin.post("/api/v1/points", form).status()).isEqualTo(201);
        var looked = preview(admin, excel(List.of(TITLES, row("220282010777", 1), row("im-u", 2))));
        assertThat(take(admin, looked).get("state").asString()).isEqualTo("DONE");
        assertThat(held("im-u")).isEqualTo(2);
    }
}
