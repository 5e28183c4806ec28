package cn.shanshao.sim.demo;

import java.util.ArrayList;
import java.util.List;

/** The demo's points and the people there. Names are invented; each point lies inside the county it names. */
final class JilinPoints {
    static final String LAOLINGGOU = "jl-220282-017";
    static final String HUASHU = "jl-220681-004";
    static final String DASHITOU = "jl-222403-009";
    static final String TOUDAOGOU = "jl-220503-002";
    static final String HUAYUANKOU = "jl-220622-003";
    static final String YANTONGSHAN = "jl-220284-006";
    static final String CHUNHUA = "jl-222404-011";
    static final String SHUANGYANG = "jl-220112-001";
    static final String YITONG = "jl-220323-005";
    static final String DONGFENG = "jl-220421-002";
    static final String NINGJIANG = "jl-220702-001";
    static final String TAONAN = "jl-220881-003";

    private static final List<String> SURNAMES = List.of("赵", "孙", "周", "吴", "郑", "冯", "陈", "褚", "蒋", "沈", "韩", "杨");
    private static final List<String> GIVEN = List.of("国栋", "秀兰", "永福", "桂芝", "德山", "玉梅");

    private JilinPoints() {}

    static List<DemoPoint> points() {
        return List.of(
                point(LAOLINGGOU, "01", "桦甸 老岭沟后山", "landslide", 127.05, 42.83, 397, "老岭沟村", "西坡屯"),
                point(HUASHU, "02", "临江 桦树 K41", "collapse", 127.25, 41.85, 56, "石门子屯"),
                point(DASHITOU, "04", "敦化 大石头", "subsidence", 128.50, 43.31, 214, "新兴屯", "林场家属区"),
                point(TOUDAOGOU, "03", "二道江 头道沟", "debris-flow", 126.15, 41.75, 168, "头道沟村"),
                point(HUAYUANKOU, "00", "靖宇 花园口", "slope", 126.90, 42.55, 92, "花园屯"),
                point(YANTONGSHAN, "01", "磐石 烟筒山", "landslide", 126.02, 43.29, 133, "北沟屯"),
                point(CHUNHUA, "03", "珲春 春化", "debris-flow", 131.05, 43.20, 75, "东南岔屯"),
                point(SHUANGYANG, "00", "双阳 东山", "slope", 125.70, 43.42, 61, "东山屯"),
                point(YITONG, "01", "伊通 二道沟", "landslide", 125.35, 43.25, 48, "二道沟屯"),
                point(DONGFENG, "04", "东丰 矿区", "subsidence", 125.50, 42.75, 320, "矿南社区", "矿北社区"),
                point(NINGJIANG, "00", "宁江 江岸", "slope", 124.85, 45.20, 37, "江沿屯"),
                point(TAONAN, "03", "洮南 岭下", "debris-flow", 121.95, 45.85, 29, "岭下屯"));
    }

    private static DemoPoint point(
            String id, String type, String name, String kind, double lon, double lat, int people, String... villages) {
        var county = id.substring(3, 9);
        return new DemoPoint(
                id, county + type + "0" + id.substring(10), name, kind, county, lon, lat, people, List.of(villages));
    }

    static List<DemoContact> contacts() {
        var contacts = new ArrayList<DemoContact>();
        var points = points();
        for (var p = 0; p < points.size(); p++) {
            var roles = points.get(p).id().equals(LAOLINGGOU)
                    ? List.of("MONITOR", "VILLAGE_HEAD", "ORDER_GIVER", "VILLAGER", "VILLAGER", "VILLAGER")
                    : List.of("MONITOR", "VILLAGE_HEAD", "ORDER_GIVER", "VILLAGER");
            for (var r = 0; r < roles.size(); r++) {
                contacts.add(contact(points.get(p), p, r, roles.get(r)));
            }
        }
        return contacts;
    }

    private static DemoContact contact(DemoPoint point, int p, int r, String role) {
        var name = SURNAMES.get((p + 5 * r) % SURNAMES.size()) + GIVEN.get((p + r) % GIVEN.size());
        var phone = "%s%02d%02d".formatted(Demo.PHONES, p + 1, r + 1);
        return new DemoContact("%s-c%d".formatted(point.id(), r + 1), point.id(), name, phone, role, "zh-CN");
    }
}
