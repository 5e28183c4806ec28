package cn.shanshao.detect.rain;

import java.time.Instant;
import java.time.ZoneId;

/**
 * How long it must be dry until the next rain is another storm, hours > 0.
 *
 * @param warm from April to October
 * @param cold from November to March
 */
public record Separation(double warm, double cold) {
    /** For the thresholds of Seattle: Chleborad, Baum &amp; Godt (2006), USGS Open-File Report 2006-1064. */
    public static final Separation SEATTLE = new Separation(3, 3);

    /**
     * For event–duration thresholds: Peruccacci et al. (2017), Geomorphology 290, 39–57; Melillo et al. (2018), Environ.
     * Model. Softw. 105, 230–243.
     */
    public static final Separation SEASONAL = new Separation(48, 96);

    private static final ZoneId LOCAL = ZoneId.of("Asia/Shanghai");

    public Separation {
        if (!(warm > 0 && cold > 0)) {
            throw new IllegalArgumentException(
                    "storms are separated by > 0 dry hours, was %s, %s".formatted(warm, cold));
        }
    }

    /** Of the season at that time, Unix ms: ms. */
    long at(long at) {
        var month = Instant.ofEpochMilli(at).atZone(LOCAL).getMonthValue();
        return Math.round((month >= 4 && month <= 10 ? warm : cold) * RainRecord.HOUR);
    }
}
