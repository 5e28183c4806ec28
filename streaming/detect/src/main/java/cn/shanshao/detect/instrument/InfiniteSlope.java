package cn.shanshao.detect.instrument;

import cn.shanshao.ingest.wire.Level;
import org.jspecify.annotations.Nullable;

/**
 * The factor of safety of an infinite slope (无限边坡安全系数): FS = [c′ + (γ z cos²β − u) tan φ′] / (γ z sin β cos β).
 *
 * @param cohesion c′, kPa
 * @param friction φ′, degrees
 * @param unitWeight γ, kN/m³
 * @param depth z of the plane that would slide, m, measured straight down
 * @param inclination β, degrees, above 0 and below 90
 */
public record InfiniteSlope(double cohesion, double friction, double unitWeight, double depth, double inclination) {
    public InfiniteSlope {
        if (!(inclination > 0 && inclination < 90) || !(depth > 0) || !(unitWeight > 0)) {
            throw new IllegalArgumentException(
                    "expected an inclination between 0 and 90°, a depth and a unit weight above 0, was %s°, %s m, %s kN/m³"
                            .formatted(inclination, depth, unitWeight));
        }
    }

    /**
     * @param porePressure u on the plane, kPa
     */
    public double factorOfSafety(double porePressure) {
        var beta = Math.toRadians(inclination);
        var weight = unitWeight * depth;
        var friction =
                (weight * Math.cos(beta) * Math.cos(beta) - porePressure) * Math.tan(Math.toRadians(this.friction));
        return (cohesion + friction) / (weight * Math.sin(beta) * Math.cos(beta));
    }

    /** The pore pressure at which the factor comes down to a value, kPa: where to put a limit on a piezometer. */
    public double porePressureAt(double factor) {
        var beta = Math.toRadians(inclination);
        var weight = unitWeight * depth;
        var need = factor * weight * Math.sin(beta) * Math.cos(beta) - cohesion;
        return weight * Math.cos(beta) * Math.cos(beta) - need / Math.tan(Math.toRadians(friction));
    }

    /** Below 1.2 blue, 1.1 yellow, 1.05 orange, 1.0 red: our numbers, of no standard. */
    public static @Nullable Level level(double factor) {
        return factor < 1.0
                ? Level.RED
                : factor < 1.05 ? Level.ORANGE : factor < 1.1 ? Level.YELLOW : factor < 1.2 ? Level.BLUE : null;
    }
}
