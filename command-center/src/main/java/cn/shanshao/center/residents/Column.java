package cn.shanshao.center.residents;

import cn.shanshao.center.table.Heading;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The columns of a table of households, in the order in which it is written. The first line of a person, unit or member
 * is the one that it cannot do without.
 */
enum Column implements Heading {
    POINT("隐患点编号", "pointId", true, "本辖区内已登记的隐患点编号或统一编号", "the id or the unified number of a point of your division"),
    NUMBER("户编号", "number", true, "1–60 个字，同一隐患点内不重复", "1 to 60 characters, unique at the point"),
    KIND("类别", "kind", false, "农户、学校、施工营地、游客 之一", "one of 农户, 学校, 施工营地, 游客"),
    NAME("户主姓名", "name", true, "1–60 个字", "1 to 60 characters"),
    PEOPLE(
            "人数",
            "people",
            true,
            "1–20000 的整数，不少于所列成员数",
            "a whole number, 1 to 20 000, not less than the members named"),
    ADDRESS("住址", "address", true, "1–500 个字", "1 to 500 characters"),
    LON("经度", "lon", false, "度，CGCS2000，与纬度同填，如 126.7512", "degrees, CGCS2000, together with the latitude"),
    LAT("纬度", "lat", false, "度，CGCS2000，与经度同填，如 42.9704", "degrees, CGCS2000, together with the longitude"),
    HOUSE("房屋类别", "houseKind", false, "最多 500 个字", "at most 500 characters"),
    LANGUAGE("语言", "language", false, "zh、ko、en 等语言代码", "a language code, e.g. zh, ko, en"),
    CALLED_1("联系人1", "lines[0].name", false, "1–60 个字", "1 to 60 characters"),
    PHONE_1("电话1", "lines[0].phone", false, Column.PHONE_ZH, Column.PHONE_EN),
    CALLED_2("联系人2", "lines[1].name", false, "1–60 个字", "1 to 60 characters"),
    PHONE_2("电话2", "lines[1].phone", false, Column.PHONE_ZH, Column.PHONE_EN),
    CALLED_3("联系人3", "lines[2].name", false, "1–60 个字", "1 to 60 characters"),
    PHONE_3("电话3", "lines[2].phone", false, Column.PHONE_ZH, Column.PHONE_EN),
    RUNNER("上门通知人", "runner.name", false, "1–60 个字", "1 to 60 characters"),
    RUNNER_PHONE("上门通知人电话", "runner.phone", false, Column.PHONE_ZH, Column.PHONE_EN),
    POSITION("与灾害体位置关系", "position", false, "最多 500 个字", "at most 500 characters"),
    PRECAUTIONS("注意事项", "precautions", false, "最多 500 个字", "at most 500 characters"),
    ROUTE("撤离路线", "route", false, "最多 500 个字", "at most 500 characters"),
    SHELTER("安置地点", "shelter.place", false, "1–500 个字", "1 to 500 characters"),
    SHELTER_HEAD("安置负责人", "shelter.head", false, "最多 60 个字", "at most 60 characters"),
    SHELTER_PHONE("安置电话", "shelter.phone", false, Column.PHONE_ZH, Column.PHONE_EN),
    MEDICAL("救护单位", "medical.place", false, "1–500 个字", "1 to 500 characters"),
    MEDICAL_HEAD("救护负责人", "medical.head", false, "最多 60 个字", "at most 60 characters"),
    MEDICAL_PHONE("救护电话", "medical.phone", false, Column.PHONE_ZH, Column.PHONE_EN),
    FROM("起始日期", "from", false, "日期，如 2026-05-01", "a day, e.g. 2026-05-01"),
    TO("截止日期", "to", false, "不早于起始日期的日期；施工营地必填", "a day not before the first; a camp must have one");

    private static final String PHONE_ZH = "5–15 位数字，如 13812345678；演示号码（100 开头）不能登记";
    private static final String PHONE_EN = "5 to 15 digits, e.g. 13812345678; none of the demo (100…)";
    private static final int MEMBERS = 8;

    private final String title;
    private final String field;
    private final boolean demanded;
    private final String zh;
    private final String en;

    Column(String title, String field, boolean demanded, String zh, String en) {
        this.title = title;
        this.field = field;
        this.demanded = demanded;
        this.zh = zh;
        this.en = en;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean isDemanded() {
        return demanded;
    }

    @Override
    public boolean isClearable() {
        return !demanded;
    }

    @Override
    public String expected(boolean chinese) {
        return chinese ? zh : en;
    }

    @Override
    public String example() {
        return switch (this) {
            case POINT -> "jl-220282-017";
            case NUMBER -> "12";
            case KIND -> "农户";
            case NAME -> "金顺吉";
            case PEOPLE -> "4";
            case ADDRESS -> "老岭村 12 号";
            case HOUSE -> "砖混";
            case LANGUAGE -> "zh";
            case CALLED_1 -> "金顺吉";
            case PHONE_1 -> "13812345678";
            case ROUTE -> "沿村道向东至小学";
            case SHELTER -> "老岭小学";
            default -> "";
        };
    }

    static String member(int index, String what) {
        return "成员%d%s".formatted(index + 1, what);
    }

    /** Every title, those of the members last. */
    static Stream<String> titles() {
        var members = Stream.iterate(0, i -> i + 1)
                .limit(MEMBERS)
                .flatMap(i -> Stream.of(member(i, "姓名"), member(i, "性别"), member(i, "年龄")));
        return Stream.concat(Arrays.stream(values()).map(Column::title), members);
    }

    /** Every column with what belongs into it, those of the members last. */
    static List<Heading> headings() {
        return titles().map(title -> Arrays.stream(values())
                        .filter(column -> column.title.equals(title))
                        .map(Heading.class::cast)
                        .findFirst()
                        .orElseGet(() -> new Heading.Plain(
                                title, "姓名：1–60 个字；性别：男 或 女；年龄：0–130", "name; 男 or 女; age 0 to 130", "")))
                .toList();
    }

    /** That in which a field of a household stands. */
    static Optional<Column> of(String field) {
        return Arrays.stream(values()).filter(c -> c.field.equals(field)).findFirst();
    }

    static int members() {
        return MEMBERS;
    }
}
