package cn.shanshao.ingest.quality;

/** QARTOD's spike test |x − (before + after)/2|, with weights by time where the neighbours are not equally far. */
final class Spike {
    private Spike() {}

    /** How far the middle one lies above the line between the others. */
    static double above(long at0, double x0, long at1, double x1, long at2, double x2) {
        return x1 - (x0 + (x2 - x0) * weight(at0, at1, at2));
    }

    /** By how much the noise of one reading is magnified in it. */
    static double noise(long at0, long at1, long at2) {
        var w = weight(at0, at1, at2);
        return Math.sqrt(1 + w * w + (1 - w) * (1 - w));
    }

    private static double weight(long at0, long at1, long at2) {
        return (double) (at1 - at0) / (at2 - at0);
    }
}
