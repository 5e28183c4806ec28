package cn.shanshao.center.registry;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A bureau's own lists of points, devices and people come in, and go back. */
@CenterTest
class RegistryImportTest {
    private static final List<String> POINTS =
            List.of("隐患点编号", "统一编号", "名称", "灾害类型", "行政区划代码", "经度", "纬度", "威胁人数", "村屯");
    private static final List<String> DEVICES = List.of("设备编号", "名称", "隐患点", "网关", "状态", "上报间隔秒", "测量量");
    private static final List<String> CONTACTS = List.of("隐患点", "姓名", "职责", "电话", "语言");

    @Autowired
    Caller stranger;

    @Autowired
    Registry registry;

    @Autowired
    JdbcClient jdbc;

    /** A unified number of a landslide, another one for each prefix. */
    private static String number(String prefix, int i) {
        return "%06d01%04d".formatted(prefix.hashCode(), i);
    }

    private static List<String> point(String prefix, int i) {
        return new ArrayList<>(List.of(
                "%s-%d".formatted(prefix, i),
                number(prefix, i),
                "北坡" + i,
                "滑坡",
                "220282",
                "126.5",
                "43.5",
                "12",
                "老岭村、沟口屯"));
    }

    private static List<String> device(String id, String point) {
        return new ArrayList<>(List.of(id, "裂缝计", point, "", "在用", "60", "crack;x.level[cm]"));
    }

    private static List<String> contact(String point, String name, String phone) {
        return new ArrayList<>(List.of(point, name, "监测员", phone, "zh"));
    }

    private static byte[] csv(List<String> titles, List<List<String>> rows) {
        var all = new ArrayList<List<String>>();
        all.add(titles);
        all.addAll(rows);
        return String.join(
                        "\r\n", all.stream().map(row -> String.join(",", row)).toList())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode preview(Caller admin, String table, byte[] file) {
        var answer = admin.upload("/api/v1/imports?name=list.csv&table=" + table, file);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> bad(JsonNode preview) {
        return preview.get("faults")
                .valueStream()
                .map(fault -> "%d %s"
                        .formatted(fault.get("row").asInt(), fault.get("column").asString()))
                .toList();
    }

    private static JsonNode take(Caller admin, JsonNode preview) {
        assertThat(bad(preview)).isEmpty();
        var address = "/api/v1/imports/" + preview.get("id").asString();
        assertThat(admin.post(address + "/commit", Map.of()).status()).isEqualTo(202);
        eventually(() ->
                assertThat(admin.get(address).json().get("state").asString()).isIn("DONE", "FAILED"));
        return admin.get(address).json();
    }

    private static String taken(Caller admin, JsonNode preview) {
        var state = take(admin, preview);
        assertThat(state.get("state").asString()).as(state.toString()).isEqualTo("DONE");
        return state.get("id").asString();
    }

    private static Caller.Answer undo(Caller admin, String lot) {
        return admin.post("/api/v1/imports/" + lot + "/undo", Map.of());
    }

    private String imported(Caller admin, String prefix, int many) {
        var rows = new ArrayList<List<String>>();
        for (var i = 1; i <= many; i++) {
            rows.add(point(prefix, i));
        }
        return taken(admin, preview(admin, "points", csv(POINTS, rows)));
    }

    @Test
    void pointsDevicesAndPeopleComeInByEitherNumberAndGoBackInTurn() {
        var admin = stranger.admin();
        var points = imported(admin, "ri", 3);
        assertThat(registry.getPoint("ri-2").villages()).containsExactly("老岭村", "沟口屯");

        var devices = taken(
                admin,
                preview(
                        admin,
                        "devices",
                        csv(DEVICES, List.of(device("ri-d1", "ri-1"), device("ri-d2", number("ri", 2))))));
        assertThat(registry.getDevice("ri-d2").pointId())
                .as("by the unified number")
                .isEqualTo("ri-2");
        assertThat(registry.getDevice("ri-d1").channels())
                .extracting(Channel::quantity, Channel::unit)
                .containsExactly(tuple("crack", "mm"), tuple("x.level", "cm"));
        var people = taken(
                admin,
                preview(
                        admin,
                        "contacts",
                        csv(
                                CONTACTS,
                                List.of(
                                        contact("ri-1", "赵德福", "10000000011"),
                                        contact(number("ri", 2), "李春生", "100 0000 0012")))));
        assertThat(registry.contactsOf("ri-2").get(0).phone()).isEqualTo("10000000012");

        var refused = undo(admin, points);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.response().body()).contains("devices, contacts", "已有数据依赖于它");
        assertThat(registry.findPoint("ri-3"))
                .as("all or nothing, also on the way back")
                .isPresent();

        assertThat(undo(admin, people).status()).isEqualTo(204);
        assertThat(undo(admin, devices).status()).isEqualTo(204);
        assertThat(undo(admin, points).status()).isEqualTo(204);
        assertThat(undo(admin, points).status()).as("once").isEqualTo(409);
        assertThat(registry.findPoint("ri-1")).isEmpty();
        assertThat(registry.findDevice("ri-d1")).isEmpty();
        assertThat(registry.contactsOf("ri-1")).isEmpty();
        assertThat(admin.get("/api/v1/audit?limit=500").response().body())
                .contains("point.import", "device.import-undo", "contact.import");
    }

    /** Whatever cells are spoiled, those are named and no other, and nothing is stored. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyBadCellIsNamedAndNoOther(long seed) {
        var random = new Random(seed);
        var admin = stranger.admin();
        var spoiled = Map.of(
                "隐患点编号", "no/id",
                "名称", "",
                "灾害类型", "山洪",
                "行政区划代码", "999999",
                "经度", "东经126度",
                "纬度", "91",
                "威胁人数", "十二");
        var rows = new ArrayList<List<String>>();
        var expected = new TreeSet<String>();
        for (var i = 1; i <= 40; i++) {
            rows.add(point("rp" + seed, i));
        }
        for (var n = 0; n < 12; n++) {
            var row = random.nextInt(rows.size());
            var column = new ArrayList<>(spoiled.keySet()).get(random.nextInt(spoiled.size()));
            if (expected.stream().noneMatch(cell -> cell.startsWith((row + 2) + " "))) {
                rows.get(row).set(POINTS.indexOf(column), spoiled.get(column));
                expected.add((row + 2) + " " + column);
            }
        }
        var preview = preview(admin, "points", csv(POINTS, rows));
        assertThat(new TreeSet<>(bad(preview))).isEqualTo(expected);
        assertThat(preview.get("faultCount").asInt()).isEqualTo(expected.size());
        assertThat(admin.post("/api/v1/imports/" + preview.get("id").asString() + "/commit", Map.of())
                        .status())
                .isEqualTo(409);
        assertThat(registry.findPoint("rp" + seed + "-1")).isEmpty();
    }

    @Test
    void badCellsOfDevicesAndPeopleAreNamed() {
        var admin = stranger.admin();
        imported(admin, "rb", 1);
        var devices = List.of(
                device("rb-d1", "rb-unknown"),
                device("job-rb", "rb-1"),
                device("rb-d3", "rb-1"),
                device("rb-d4", "rb-1"),
                device("rb-d5", "rb-1"),
                device("rb-d6", "rb-1"),
                device("rb-d6", "rb-1"));
        devices.get(2).set(4, "维护");
        devices.get(3).set(5, "0");
        devices.get(4).set(6, "crack;x.level");
        devices.get(5).set(3, "rb d6");
        var found = bad(preview(admin, "devices", csv(DEVICES, devices)));
        assertThat(found).containsExactly("2 隐患点", "3 设备编号", "4 状态", "5 上报间隔秒", "6 测量量", "7 网关", "8 设备编号");

        var people = List.of(
                contact("rb-unknown", "赵德福", "10000000021"),
                contact("rb-1", "", "10000000022"),
                contact("rb-1", "李", "12"),
                contact("rb-1", "王", "10000000023"),
                contact("rb-1", "周", "10000000024"),
                contact("rb-1", "周", "10000000025"));
        people.get(3).set(2, "书记");
        assertThat(bad(preview(admin, "contacts", csv(CONTACTS, people))))
                .containsExactly("2 隐患点", "3 姓名", "4 电话", "5 职责", "7 姓名");
        assertThat(bad(preview(admin, "points", "编号,名称\n1,北坡".getBytes(StandardCharsets.UTF_8))))
                .containsExactly("1 编号", "1 隐患点编号");
    }

    @Test
    void allThatIsWrongInARowIsNamedAtOnce() {
        var admin = stranger.admin();
        var one = point("ra", 1);
        one.set(POINTS.indexOf("经度"), "东经126度");
        one.set(POINTS.indexOf("纬度"), "91");
        one.set(POINTS.indexOf("威胁人数"), "-2");
        var looked = preview(admin, "points", csv(POINTS, List.of(one, point("ra", 1))));
        assertThat(bad(looked)).containsExactlyInAnyOrder("2 经度", "2 纬度", "2 威胁人数", "3 隐患点编号");
    }

    @Test
    void aMarkTakesAwayWhatIsStoredWhereSomethingCanBeMissing() {
        var admin = stranger.admin();
        imported(admin, "rm", 1);
        taken(admin, preview(admin, "devices", csv(DEVICES, List.of(device("rm-d1", "rm-1")))));
        var points = "隐患点编号,统一编号,村屯\nrm-1,清空,—".getBytes(StandardCharsets.UTF_8);
        taken(admin, preview(admin, "points", points));
        assertThat(registry.getPoint("rm-1").unifiedNumber()).isNull();
        assertThat(registry.getPoint("rm-1").villages()).isEmpty();
        assertThat(registry.getPoint("rm-1").people()).isEqualTo(12);

        taken(admin, preview(admin, "devices", "设备编号,隐患点\nrm-d1,清空".getBytes(StandardCharsets.UTF_8)));
        assertThat(registry.getDevice("rm-d1").pointId()).isNull();

        var demanded = "隐患点编号,名称,经度\nrm-1,清空,—".getBytes(StandardCharsets.UTF_8);
        assertThat(bad(preview(admin, "points", demanded))).containsExactly("2 名称", "2 经度");
    }

    @Test
    void whatIsChangedGoesBackAndAnEmptyCellLeavesWhatIsThere() {
        var admin = stranger.admin();
        imported(admin, "rc", 2);
        taken(admin, preview(admin, "devices", csv(DEVICES, List.of(device("rc-d1", "rc-1")))));
        var renamed = "隐患点编号,名称\n%s,改名\nrc-2,北坡2".formatted(number("rc", 1)).getBytes(StandardCharsets.UTF_8);
        var looked = preview(admin, "points", renamed);
        assertThat(looked.get("changed").asInt()).isEqualTo(1);
        assertThat(looked.get("same").asInt()).isEqualTo(1);
        var lot = taken(admin, looked);
        assertThat(registry.getPoint("rc-1").name()).isEqualTo("改名");
        assertThat(registry.getPoint("rc-1").people()).isEqualTo(12);
        assertThat(undo(admin, lot).status())
                .as("a device at it does not bar the way back of a name")
                .isEqualTo(204);
        assertThat(registry.getPoint("rc-1").name()).isEqualTo("北坡1");

        var again = taken(admin, preview(admin, "points", renamed));
        var form = new HashMap<String, Object>(Map.of(
                "id", "rc-1", "name", "手改", "kind", "landslide", "division", "220282", "lon", 126.5, "lat", 43.5));
        form.put("version", registry.getPoint("rc-1").version());
        assertThat(admin.put("/api/v1/points/rc-1", form).status()).isEqualTo(200);
        var refused = undo(admin, again);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.response().body()).contains("导入后已被修改");
        assertThat(registry.getPoint("rc-1").name()).isEqualTo("手改");
    }

    @Test
    void theFileOfAPointOutlivesATableAndItsWayBack() {
        var admin = stranger.admin();
        imported(admin, "rf", 1);
        var file = Json.read(
                "{\"volume\":52000,\"stability\":\"unstable\"}".getBytes(StandardCharsets.UTF_8), Dossier.class);
        registry.savePoint(registry.getPoint("rf-1").with(file), "test");
        var same = preview(admin, "points", csv(POINTS, List.of(point("rf", 1))));
        assertThat(same.get("same").asInt()).as("nothing of it is in the table").isEqualTo(1);

        var rows = List.of(point("rf", 1));
        rows.get(0).set(2, "改名");
        var lot = taken(admin, preview(admin, "points", csv(POINTS, rows)));
        assertThat(registry.getPoint("rf-1").name()).isEqualTo("改名");
        assertThat(registry.getPoint("rf-1").dossier()).isEqualTo(file);
        assertThat(undo(admin, lot).status()).isEqualTo(204);
        assertThat(registry.getPoint("rf-1").name()).isEqualTo("北坡1");
        assertThat(registry.getPoint("rf-1").dossier()).isEqualTo(file);
    }

    @Test
    void aTableMakesNoPointThatContradictsItsFile() {
        var admin = stranger.admin();
        var flow = point("rk", 1);
        flow.set(1, "");
        flow.set(3, "泥石流");
        taken(admin, preview(admin, "points", csv(POINTS, List.of(flow))));
        var file = Json.read("{\"proneness\":\"high\"}".getBytes(StandardCharsets.UTF_8), Dossier.class);
        registry.savePoint(registry.getPoint("rk-1").with(file), "test");
        flow.set(3, "地裂缝");
        assertThat(bad(preview(admin, "points", csv(POINTS, List.of(flow))))).containsExactly("2 dossier.proneness");
        var form = new HashMap<String, Object>(
                Map.of("id", "rk-1", "name", "沟", "kind", "fissure", "division", "220282", "lon", 126.5, "lat", 43.5));
        form.put("version", registry.getPoint("rk-1").version());
        var refused = admin.put("/api/v1/points/rk-1", form);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.response().body()).contains("dossier.proneness");
    }

    @Test
    void whatSomebodyChangesBetweenPreviewAndCommitIsNotOverwrittenAndNothingIsTaken() {
        var admin = stranger.admin();
        imported(admin, "rs", 1);
        var rows = List.of(point("rs", 2), point("rs", 1));
        rows.get(1).set(2, "表里的名字");
        var looked = preview(admin, "points", csv(POINTS, rows));
        var form = new HashMap<String, Object>(Map.of(
                "id", "rs-1", "name", "手改", "kind", "landslide", "division", "220282", "lon", 126.5, "lat", 43.5));
        form.put("version", 1);
        assertThat(admin.put("/api/v1/points/rs-1", form).status()).isEqualTo(200);
        assertThat(take(admin, looked).get("state").asString()).isEqualTo("FAILED");
        assertThat(registry.getPoint("rs-1").name()).isEqualTo("手改");
        assertThat(registry.findPoint("rs-2")).isEmpty();
    }

    @Test
    void aDeviceThatHasALoginIsNotTakenBack() {
        var admin = stranger.admin();
        imported(admin, "rl", 1);
        var lot = taken(admin, preview(admin, "devices", csv(DEVICES, List.of(device("rl-d1", "rl-1")))));
        admin.post("/api/v1/devices/rl-d1/credentials", Map.of());
        assertThat(undo(admin, lot).response().body()).contains("credentials");
        assertThat(registry.findDevice("rl-d1")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"points", "devices", "contacts", "households"})
    void whatGoesOutComesInAsItIsAndTheTemplateBringsNothing(String table) throws IOException {
        var admin = stranger.admin();
        if (registry.findPoint("rx-1").isEmpty()) {
            imported(admin, "rx", 2);
            taken(admin, preview(admin, "devices", csv(DEVICES, List.of(device("rx-d1", "rx-1")))));
            taken(admin, preview(admin, "contacts", csv(CONTACTS, List.of(contact("rx-1", "赵", "10000000031")))));
        }
        for (var form : List.of("excel", "csv")) {
            var back = preview(admin, table, admin.download("/api/v1/tables/%s/%s".formatted(table, form)));
            assertThat(bad(back)).isEmpty();
            assertThat(back.get("made").asInt() + back.get("changed").asInt())
                    .as(form)
                    .isZero();
            assertThat(back.get("rows").asInt()).isEqualTo(back.get("same").asInt());
        }
        var template = admin.download("/api/v1/tables/" + table + "/template");
        var empty = preview(admin, table, template);
        assertThat(bad(empty)).isEmpty();
        assertThat(empty.get("rows").asInt()).as("the example is passed by").isZero();
        assertThat(sheets(template)).hasSize(2).contains("填写说明");
        assertThat(admin.get("/api/v1/audit?limit=500").response().body())
                .contains(table.substring(0, table.length() - 1) + ".export");
    }

    private static List<String> sheets(byte[] book) throws IOException {
        try (var read = new ReadableWorkbook(new ByteArrayInputStream(book))) {
            return read.getSheets().map(sheet -> sheet.getName()).toList();
        }
    }

    @Test
    void whatWentToAnotherCountyIsNotTakenBackByTheOneItCameFrom() {
        var admin = stranger.admin();
        imported(admin, "rm", 1);
        var form = Map.of(
                "username",
                "rm-county",
                "password",
                "long enough for us",
                "role",
                "administrator",
                "division",
                "220282");
        assertThat(admin.post("/api/v1/users", form).status()).isEqualTo(201);
        var county = stranger.signIn("rm-county", "long enough for us");
        var lot =
                taken(county, preview(county, "contacts", csv(CONTACTS, List.of(contact("rm-1", "赵", "10000000051")))));
        var point = new HashMap<String, Object>(Map.of(
                "id", "rm-1", "name", "北坡", "kind", "landslide", "division", "220281", "lon", 126.5, "lat", 43.5));
        point.put("version", registry.getPoint("rm-1").version());
        assertThat(admin.put("/api/v1/points/rm-1", point).status()).isEqualTo(200);

        var refused = undo(county, lot);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.response().body()).contains("220281");
        assertThat(registry.contactsOf("rm-1")).hasSize(1);
    }

    @Test
    void aNeighbourCountyNeitherSeesNorTouchesThem() {
        var admin = stranger.admin();
        imported(admin, "rn", 1);
        var form = Map.of(
                "username",
                "ri-neighbour",
                "password",
                "long enough for us",
                "role",
                "administrator",
                "division",
                "220281");
        assertThat(admin.post("/api/v1/users", form).status()).isEqualTo(201);
        var neighbour = stranger.signIn("ri-neighbour", "long enough for us");
        assertThat(bad(preview(neighbour, "points", csv(POINTS, List.of(point("rn", 1))))))
                .containsExactly("2 隐患点编号", "2 行政区划代码");
        assertThat(bad(preview(neighbour, "contacts", csv(CONTACTS, List.of(contact("rn-1", "赵", "10000000041"))))))
                .containsExactly("2 隐患点");
        assertThat(neighbour.get("/api/v1/tables/points/csv").response().body()).doesNotContain("rn-1");
        assertThat(jdbc.sql("select count(*) from contact where point_id = 'rn-1'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
