package cn.shanshao.sim.series;

import java.util.SplittableRandom;

/** Noise that is a function of its seed and of a tick: asked twice, it answers the same. */
public final class Noise {
    private Noise() {}

    /** Standard normal, cut at ±3.5. */
    public static double gauss(long seed, long tick) {
        return Math.max(-3.5, Math.min(3.5, random(seed, tick).nextGaussian()));
    }

    /** Uniform in 0…1. */
    public static double uniform(long seed, long tick) {
        return random(seed, tick).nextDouble();
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
