package cn.shanshao.center.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A treatment work at a hazard point (治理工程).
 *
 * @param name of the project (工程名称)
 * @param designer (设计单位)
 * @param builder (施工单位)
 * @param supervisor (监理单位)
 * @param startedOn (开工日期)
 * @param endedOn (竣工日期)
 * @param acceptance what came of its inspection (验收结论)
 * @param acceptedOn (验收日期)
 * @param acceptedBy who inspected it (验收单位)
 * @param cost (工程造价), yuan
 * @param note what else is to be known of it (备注)
 */
public record TreatmentWork(
        String id,
        long version,
        String pointId,
        Measure measure,
        String name,
        @Nullable String designer,
        @Nullable String builder,
        @Nullable String supervisor,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate endedOn,
        Acceptance acceptance,
        @Nullable LocalDate acceptedOn,
        @Nullable String acceptedBy,
        @Nullable Double cost,
        @Nullable String note)
        implements Paper {
    /** What is done (治理措施). */
    public enum Measure {
        /** 挡土墙. */
        @JsonProperty("retaining-wall")
        RETAINING_WALL,
        /** 抗滑桩. */
        @JsonProperty("anti-slide-pile")
        ANTI_SLIDE_PILE,
        /** 锚固. */
        @JsonProperty("anchoring")
        ANCHORING,
        /** 截排水. */
        @JsonProperty("drainage")
        DRAINAGE,
        /** 削方减载. */
        @JsonProperty("unloading")
        UNLOADING,
        /** 回填压脚. */
        @JsonProperty("toe-loading")
        TOE_LOADING,
        /** 防护网. */
        @JsonProperty("protective-net")
        PROTECTIVE_NET,
        /** 拦挡坝. */
        @JsonProperty("check-dam")
        CHECK_DAM,
        /** 排导槽. */
        @JsonProperty("channel")
        CHANNEL,
        /** 充填. */
        @JsonProperty("filling")
        FILLING,
        /** 搬迁避让. */
        @JsonProperty("relocation")
        RELOCATION,
        /** 其他. */
        @JsonProperty("other")
        OTHER
    }

    /** What came of the inspection (验收结论). */
    public enum Acceptance {
        /** 未验收. */
        @JsonProperty("pending")
        PENDING,
        /** 合格. */
        @JsonProperty("passed")
        PASSED,
        /** 不合格. */
        @JsonProperty("failed")
        FAILED
    }

    TreatmentWork with(long another) {
        return new TreatmentWork(
                id,
                another,
                pointId,
                measure,
                name,
                designer,
                builder,
                supervisor,
                startedOn,
                endedOn,
                acceptance,
                acceptedOn,
                acceptedBy,
                cost,
                note);
    }

    /** Nobody's name. */
    @Override
    public String toString() {
        return "TreatmentWork[%s of %s]".formatted(id, pointId);
    }
}
