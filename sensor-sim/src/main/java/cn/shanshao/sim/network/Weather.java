package cn.shanshao.sim.network;

import cn.shanshao.sim.series.Noise;
import cn.shanshao.sim.series.Storm;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Made-up weather of one place, as a function of the time: cold dry winters and wet summers as Jilin has them. Times are
 * seconds since 1970. Points of one prefecture share their storms, each with more or less of them.
 */
final class Weather {
    private static final double DAY = 86_400;
    private static final double YEAR = 365.2425 * DAY;
    /** Beijing time. */
    private static final double ZONE = 8 * 3_600;
    /** A quarter of a day has one storm or none. */
    private static final long SLOT = 21_600;

    private static final double COLDEST_DAY = 18 * DAY;
    /** No rain while the mean of the season is lower, Cel. */
    private static final double RAIN_FROM = 2;

    private final long seed;
    private final long region;
    private final double share;
    private final double elevation;
    private final double latitude;
    private final Map<Integer, double[]> fallen = new ConcurrentHashMap<>();

    Weather(Place place, long networkSeed) {
        seed = Noise.seed(place.point().id()) + networkSeed;
        region = Noise.seed(place.point().division().substring(0, 4)) + networkSeed;
        share = wetter(place.point().lon()) * (0.85 + 0.3 * Noise.uniform(seed, 1));
        elevation = place.elevation();
        latitude = Math.toRadians(place.point().lat());
    }

    /** The plain of Baicheng gets half the rain of the mountains in the south-east. */
    private static double wetter(double lon) {
        return 0.55 + 0.45 * Math.max(0, Math.min(1, (lon - 122) / 4));
    }

    /** Mean of the season at this height, Cel. */
    double season(double s) {
        return 6.5 - 0.006 * elevation - 19 * Math.cos(2 * Math.PI * (s + ZONE - COLDEST_DAY) / YEAR);
    }

    /** Of the air, Cel: coldest before dawn, warmest in mid-afternoon. */
    double temperature(double s) {
        var hour = (s + ZONE) / DAY;
        return season(s) - 5 * Math.cos(2 * Math.PI * (hour - 3 / 24.0)) + 2.5 * Noise.flicker(region, s, 6 * 3_600, 4);
    }

    /** Rain in mm since the year began (UTC), as a gauge counts. */
    double rained(double s) {
        var year = LocalDate.ofEpochDay((long) Math.floor(s / DAY)).getYear();
        var first = slot(LocalDate.of(year, 1, 1).toEpochDay() * DAY);
        var sums = fallen.computeIfAbsent(year, y -> sums(first));
        var slot = slot(s);
        return share
                * (sums[(int) (slot - first)]
                        + storm(slot).mapToDouble(storm -> storm.fallen(s)).sum());
    }

    /** What had fallen before each slot of the year. */
    private double[] sums(long first) {
        var sums = new double[(int) (366 * DAY / SLOT) + 1];
        for (var i = 1; i < sums.length; i++) {
            var end = (double) (first + i) * SLOT;
            sums[i] = sums[i - 1]
                    + storm(first + i - 1)
                            .mapToDouble(storm -> storm.fallen(end))
                            .sum();
        }
        return sums;
    }

    /** Intensity, mm/h. */
    double rain(double s) {
        return share * storm(slot(s)).mapToDouble(storm -> storm.intensity(s)).sum();
    }

    /** How wet the ground is by rain that drains with the time constant {@code tau} seconds: 0 dry … 1 full. */
    double wet(double s, double tau) {
        var content = share
                * LongStream.rangeClosed(slot(s - 5 * tau), slot(s))
                        .boxed()
                        .flatMap(this::storm)
                        .mapToDouble(storm -> storm.reservoir(s, tau))
                        .sum();
        return content / (content + 60);
    }

    private static long slot(double s) {
        return (long) Math.floor(s / SLOT);
    }

    private Stream<Storm> storm(long slot) {
        var begins = (double) slot * SLOT;
        var summer = season(begins);
        if (summer < RAIN_FROM || Noise.uniform(region + 11, slot) > 0.0075 * summer) {
            return Stream.empty();
        }
        var late = 6_000 * Noise.uniform(region + 12, slot);
        var lasts = 2_400 + 12_000 * Noise.uniform(region + 13, slot);
        var peak = 1.5 + 16 * Math.pow(Noise.uniform(region + 14, slot), 2);
        return Stream.of(new Storm(begins + late, begins + late + lasts, peak));
    }

    /** Snow on the ground, mm: it grows while the season is below freezing, and goes in a few warm weeks. */
    double snow(double s) {
        var winter = -19 * Math.cos(2 * Math.PI * (s + ZONE - COLDEST_DAY - 30 * DAY) / YEAR);
        var cold = Math.max(0, -winter - 6) / 13;
        return 260 * share * Math.pow(cold, 0.7);
    }

    /** hPa at this height. */
    double pressure(double s) {
        return 1_015 * Math.exp(-elevation / 8_300) + 5 * Noise.flicker(region + 21, s, 12 * 3_600, 4);
    }

    /** How high the sun stands: sine of its height, 0 at night. */
    double sun(double s) {
        var declination = Math.toRadians(-23.4) * Math.cos(2 * Math.PI * (s + ZONE + 10 * DAY) / YEAR);
        var hour = 2 * Math.PI * ((s + ZONE) / DAY - 0.5);
        var height = Math.sin(latitude) * Math.sin(declination)
                + Math.cos(latitude) * Math.cos(declination) * Math.cos(hour);
        return Math.max(0, height);
    }

    /** Of the ground, Cel, later and less than in the air the deeper it is. */
    double soil(double s, double depth) {
        var year = depth / 2.2;
        var day = depth / 0.12;
        return 7
                - 0.006 * elevation
                - 16 * Math.exp(-year) * Math.cos(2 * Math.PI * (s + ZONE - COLDEST_DAY) / YEAR - year)
                - 5 * Math.exp(-day) * Math.cos(2 * Math.PI * ((s + ZONE) / DAY - 3 / 24.0) - day);
    }
}
