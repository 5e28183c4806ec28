package cn.shanshao.sim.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Who lives below the slopes that the demo lets move; invented, as their numbers are. */
final class JilinHouseholds {
    private static final List<String> LAOLINGGOU =
            List.of("赵广财", "孙淑华", "周成才", "吴玉兰", "郑守田", "冯桂英", "钱春和", "蒋素云", "沈长林", "韩凤英", "杨万福", "朱玉珍");
    private static final List<String> TOUDAOGOU = List.of("秦守业", "许桂兰", "何振江", "吕淑琴", "施广田", "曹凤霞");
    private static final List<String> KOREAN = List.of("김철수", "박영희", "리성호", "최금순");
    private static final int EAST = 3;
    private static final double STEP = 0.0006;

    private JilinHouseholds() {}

    static List<DemoHousehold> all() {
        var all = new ArrayList<DemoHousehold>();
        all.addAll(below(JilinPoints.LAOLINGGOU, LAOLINGGOU, "zh", "西坡屯活动室"));
        all.addAll(below(JilinPoints.TOUDAOGOU, TOUDAOGOU, "zh", null));
        all.addAll(below(JilinPoints.CHUNHUA, KOREAN, "ko", null));
        return all;
    }

    /**
     * @param heads one of each household, by whom it is told from the others
     * @param second where every third household goes in place of the shelter of the point
     */
    private static List<DemoHousehold> below(
            String pointId, List<String> heads, String language, @Nullable String second) {
        var points = JilinPoints.points();
        var p = IntStream.range(0, points.size())
                .filter(i -> points.get(i).id().equals(pointId))
                .findFirst()
                .orElseThrow();
        var point = points.get(p);
        return IntStream.range(0, heads.size())
                .mapToObj(h -> new DemoHousehold(
                        "%s-h%d".formatted(pointId, h + 1),
                        pointId,
                        "D%02d".formatted(h + 1),
                        heads.get(h),
                        2 + h % 4,
                        phones(p, h),
                        language,
                        h % 3 == 2 ? second : null,
                        point.lon() + STEP * (h % EAST - 1),
                        point.lat() - STEP * (1 + h / EAST)))
                .toList();
    }

    /** Beyond the numbers of the contacts; every other household has a second line. */
    private static List<String> phones(int p, int h) {
        var first = "%s%02d%02d".formatted(Demo.PHONES, p + 1, 20 + h);
        return h % 2 == 0 ? List.of(first) : List.of(first, "%s%02d%02d".formatted(Demo.PHONES, p + 1, 50 + h));
    }
}
