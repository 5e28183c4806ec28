package cn.shanshao.ingest.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A level that is only held: the evidence has been weaker for less than the time after which it falls by one.
 *
 * @param since when the evidence fell below the level, by the clock of the readings
 * @param until when the level falls by one, by the same clock, if the evidence stays below it: not earlier
 * @param evidence what the evidence says now; {@code null} for normal
 */
public record Hold(Instant since, Instant until, @Nullable Level evidence) {}
