package cn.shanshao.center.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How much a hazard threatens (险情等级): by the people who would have to move, or by what would be lost; either suffices,
 * a lower limit is inclusive. Regulation on the prevention of geological disasters (地质灾害防治条例), art. 4.
 */
public enum ThreatGrade {
    /** 小型, level IV. */
    @JsonProperty("small")
    SMALL(0, 0),
    /** 中型, level III: 100 people, or 5 million yuan. */
    @JsonProperty("medium")
    MEDIUM(100, 5e6),
    /** 大型, level II: 500 people, or 50 million yuan. */
    @JsonProperty("large")
    LARGE(500, 5e7),
    /** 特大型, level I: 1000 people, or 100 million yuan. */
    @JsonProperty("very-large")
    VERY_LARGE(1000, 1e8);

    private final int people;
    private final double property;

    ThreatGrade(int people, double property) {
        this.people = people;
        this.property = property;
    }

    /**
     * The grade of that threat.
     *
     * @param property yuan; {@code null} when it was not assessed
     */
    public static ThreatGrade of(int people, @Nullable Double property) {
        var worst = SMALL;
        for (var grade : values()) {
            if (people >= grade.people || property != null && property >= grade.property) {
                worst = grade;
            }
        }
        return worst;
    }
}
