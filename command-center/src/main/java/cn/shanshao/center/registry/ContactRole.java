package cn.shanshao.center.registry;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a person is to a hazard point. */
public enum ContactRole {
    /** The monitor (监测员), asked to look. */
    @JsonProperty("monitor")
    MONITOR,
    /** The village head (村负责人). */
    @JsonProperty("village-head")
    VILLAGE_HEAD,
    /** The order-giver (疏散命令发布人). */
    @JsonProperty("order-giver")
    ORDER_GIVER,
    /** Answers for the prevention of the disaster (防灾责任人). */
    @JsonProperty("responsible")
    RESPONSIBLE,
    /** Answers for the monitoring (监测责任人); monitors report to them. */
    @JsonProperty("monitoring-chief")
    MONITORING_CHIEF,
    /** The official of the township who is in charge of the village (包村干部). */
    @JsonProperty("village-cadre")
    VILLAGE_CADRE,
    @JsonProperty("villager")
    VILLAGER,
    /** Of the township (乡镇责任人). */
    @JsonProperty("township")
    TOWNSHIP,
    /** Of the county (县级责任人). */
    @JsonProperty("county")
    COUNTY
}
