package cn.shanshao.detect.movement;

/**
 * The velocity classes of landslides (Cruden &amp; Varnes 1996, <i>Landslide types and processes</i>, TRB Special Report
 * 247, 36–75).
 */
public enum VelocityClass {
    EXTREMELY_SLOW(1, 0, "极慢", "extremely slow"),
    /** From 16 mm a year. */
    VERY_SLOW(2, 16 / 365.25, "很慢", "very slow"),
    /** From 1.6 m a year. */
    SLOW(3, 1_600 / 365.25, "慢速", "slow"),
    /** From 13 m a month: 5·10⁻³ mm/s. */
    MODERATE(4, 5e-3 * 86_400, "中速", "moderate"),
    /** From 1.8 m an hour. */
    RAPID(5, 0.5 * 86_400, "快速", "rapid"),
    /** From 3 m a minute. */
    VERY_RAPID(6, 50 * 86_400.0, "高速", "very rapid"),
    /** From 5 m a second. */
    EXTREMELY_RAPID(7, 5_000 * 86_400.0, "极高速", "extremely rapid");

    private final int number;
    private final double from;
    private final String zh;
    private final String en;

    VelocityClass(int number, double from, String zh, String en) {
        this.number = number;
        this.from = from;
        this.zh = zh;
        this.en = en;
    }

    /** @param rate mm/d, of either sign */
    public static VelocityClass of(double rate) {
        var found = EXTREMELY_SLOW;
        for (var one : values()) {
            found = Math.abs(rate) >= one.from ? one : found;
        }
        return found;
    }

    /** From the slowest, 1…7. */
    public int number() {
        return number;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }
}
