package cn.shanshao.center.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The file of a hazard point (隐患点档案): what its survey found. Everything is {@code null} until somebody has found it
 * out.
 *
 * @param movement how it moves, after Cruden and Varnes 1996
 * @param material what moves, after Cruden and Varnes 1996
 * @param volume that can move, or that one flow brings (规模体积), m³
 * @param area of the moving body (面积), m²
 * @param length along the slope (长), m
 * @param width across it (宽), m
 * @param thickness mean (平均厚度), m
 * @param scale as declared (规模等级); {@link ScaleGrade#of} says what the volume makes of it
 * @param stability now (目前稳定状态)
 * @param trend what it is expected to become (今后变化趋势)
 * @param proneness to flow (易发程度), of a debris flow only
 * @param households threatened, as declared (威胁户数)
 * @param property threatened (威胁财产), yuan; forms write it in 万元
 * @param foundOn when it was found (发现时间)
 * @param surveyedOn when it was last surveyed (最近调查日期)
 * @param zone where people are in danger (危险区范围)
 */
public record Dossier(
        @Nullable Movement movement,
        @Nullable Material material,
        @Nullable Double volume,
        @Nullable Double area,
        @Nullable Double length,
        @Nullable Double width,
        @Nullable Double thickness,
        @Nullable ScaleGrade scale,
        @Nullable Stability stability,
        @Nullable Stability trend,
        @Nullable Proneness proneness,
        @Nullable Integer households,
        @Nullable Double property,
        @Nullable LocalDate foundOn,
        @Nullable LocalDate surveyedOn,
        @Nullable DangerZone zone) {
    /** Nothing is known. */
    public static final Dossier EMPTY =
            new Dossier(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** Types of movement (运动形式). */
    public enum Movement {
        /** 崩落. */
        @JsonProperty("fall")
        FALL,
        /** 倾倒. */
        @JsonProperty("topple")
        TOPPLE,
        /** 滑动. */
        @JsonProperty("slide")
        SLIDE,
        /** 侧向扩展. */
        @JsonProperty("spread")
        SPREAD,
        /** 流动. */
        @JsonProperty("flow")
        FLOW
    }

    /** What moves (物质组成). */
    public enum Material {
        /** 岩质. */
        @JsonProperty("rock")
        ROCK,
        /** 碎石土. */
        @JsonProperty("debris")
        DEBRIS,
        /** 土质. */
        @JsonProperty("earth")
        EARTH
    }

    /** How firmly it stands (稳定性). */
    public enum Stability {
        /** 稳定. */
        @JsonProperty("stable")
        STABLE,
        /** 基本稳定. */
        @JsonProperty("basically-stable")
        BASICALLY_STABLE,
        /** 欠稳定. */
        @JsonProperty("less-stable")
        LESS_STABLE,
        /** 不稳定. */
        @JsonProperty("unstable")
        UNSTABLE
    }

    /** How readily a gully flows (易发程度). */
    public enum Proneness {
        /** 高易发. */
        @JsonProperty("high")
        HIGH,
        /** 中易发. */
        @JsonProperty("medium")
        MEDIUM,
        /** 低易发. */
        @JsonProperty("low")
        LOW
    }
}
