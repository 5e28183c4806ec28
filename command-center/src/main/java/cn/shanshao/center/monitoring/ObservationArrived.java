package cn.shanshao.center.monitoring;

import cn.shanshao.ingest.wire.Observed;

/** Checked values of one device have come from the job, and are the latest now. */
public record ObservationArrived(Observed observed) {}
