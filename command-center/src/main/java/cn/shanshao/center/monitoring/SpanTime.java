package cn.shanshao.center.monitoring;

import cn.shanshao.center.Problem;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** An end of a span as callers write it. */
public final class SpanTime {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private SpanTime() {}

    /**
     * @param text Unix seconds, with or without a fraction, or RFC 3339
     * @throws Problem that names the parameter when it is neither, or lies outside the years 0 to 9999
     */
    public static Instant parse(String parameter, String text) {
        try {
            var time = text.matches("-?\\d{1,12}(\\.\\d{1,9})?")
                    ? seconds(text)
                    : OffsetDateTime.parse(text).toInstant();
            if (time.isBefore(Instant.parse("0000-01-01T00:00:00Z")) || time.isAfter(LAST)) {
                throw new DateTimeException("outside the years 0 to 9999");
            }
            return time;
        } catch (DateTimeException | ArithmeticException e) {
            throw Problem.badParameter(
                    parameter, text, "Unix seconds, e.g. 1763900000, or RFC 3339, e.g. 2026-11-23T12:00:00Z");
        }
    }

    private static Instant seconds(String text) {
        return Instant.ofEpochMilli(new BigDecimal(text).multiply(THOUSAND).longValue());
    }
}
