package cn.shanshao.center.alert;

import cn.shanshao.ingest.wire.Level;
import java.time.Instant;

/** The level at which a point stands, and since when. */
public record Standing(String pointId, Level level, Instant since) {}
