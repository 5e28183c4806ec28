package cn.shanshao.sim.series;

import java.util.SplittableRandom;

/** Noise that is a function of its seed and of a tick: asked twice, it answers the same. */
public final class Noise {
    /** Mean variance of a blend of two normals. */
    private static final double BLENDED = 0.75;

    private Noise() {}

    /** Standard normal, cut at ±3.5. */
    public static double gauss(long seed, long tick) {
        return Math.max(-3.5, Math.min(3.5, random(seed, tick).nextGaussian()));
    }

    /** Uniform in 0…1. */
    public static double uniform(long seed, long tick) {
        return random(seed, tick).nextDouble();
    }

    /**
     * Smooth noise: normal at every multiple of {@code period} seconds, blended in between.
     *
     * @param s seconds since 1970
     */
    public static double smooth(long seed, double s, double period) {
        var tick = (long) Math.floor(s / period);
        var blend = (1 - Math.cos(Math.PI * (s / period - tick))) / 2;
        return (1 - blend) * gauss(seed, tick) + blend * gauss(seed, tick + 1);
    }

    /**
     * Coloured noise with a variance of 1, about 1/f from a period of {@code shortest} seconds up: as many octaves of
     * {@link #smooth}, each as strong as the others. This is how GNSS positions and long-lived sensors wander.
     *
     * @param s seconds since 1970
     */
    public static double flicker(long seed, double s, double shortest, int octaves) {
        var sum = 0.0;
        for (var i = 0; i < octaves; i++) {
            sum += smooth(seed + 7_919 * (i + 1L), s, shortest * (1L << i));
        }
        return sum / Math.sqrt(BLENDED * octaves);
    }

    /** A seed that belongs to a name. */
    public static long seed(String name) {
        var seed = 1_125_899_906_842_597L;
        for (var i = 0; i < name.length(); i++) {
            seed = 31 * seed + name.charAt(i);
        }
        return seed;
    }

    private static SplittableRandom random(long seed, long tick) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + tick * 0xC2B2AE3D27D4EB4FL);
    }
}
