package cn.shanshao.center.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How big a hazard is by the volume that can move (规模等级). The limits differ by kind; a lower limit is inclusive. */
public enum ScaleGrade {
    /** 小型. */
    @JsonProperty("small")
    SMALL,
    /** 中型. */
    @JsonProperty("medium")
    MEDIUM,
    /** 大型. */
    @JsonProperty("large")
    LARGE,
    /** 特大型 (巨型 in older files). */
    @JsonProperty("giant")
    GIANT;

    /**
     * From which volume in m³ a hazard is medium, large and giant. Landslides: 10, 100 and 1000 × 10⁴ m³; collapses: 1, 10
     * and 100 × 10⁴ m³; debris flows, by what one flow brings: 2, 20 and 50 × 10⁴ m³, after DZ/T 0261-2014. An unstable
     * slope is graded as the landslide that it would become.
     */
    private static final Map<String, double[]> FROM = Map.of(
            "landslide", new double[] {1e5, 1e6, 1e7},
            "slope", new double[] {1e5, 1e6, 1e7},
            "collapse", new double[] {1e4, 1e5, 1e6},
            "debris-flow", new double[] {2e4, 2e5, 5e5});

    /**
     * The grade of that kind by volume.
     *
     * @param volume m³
     * @return empty when no volume is known, or the kind is not graded by volume, as subsidence and fissures, which go by
     *     area
     */
    public static Optional<ScaleGrade> of(String kind, @Nullable Double volume) {
        var from = FROM.get(kind);
        if (volume == null || from == null) {
            return Optional.empty();
        }
        var grade = 0;
        while (grade < from.length && volume >= from[grade]) {
            grade++;
        }
        return Optional.of(values()[grade]);
    }
}
