package cn.shanshao.center.monitoring;

import cn.shanshao.ingest.wire.DivisionRisk;

/** The job has said the rain risk of a division. */
public record RiskTold(DivisionRisk risk) {}
