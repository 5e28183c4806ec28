package cn.shanshao.ingest.history;

import cn.shanshao.ingest.wire.Topics;
import java.time.Instant;
import java.util.regex.Pattern;

/** A row as a line of the InfluxDB line protocol, times in milliseconds. */
public final class LineProtocol {
    private static final Pattern QUANTITY = Pattern.compile("[A-Za-z0-9_.-]{1,70}(/[0-9.]{1,7})?");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private LineProtocol() {}

    /**
     * @throws IllegalArgumentException when the row cannot be said in a line, or would be read as something else
     */
    public static String line(String measurement, Row row) {
        if (!Topics.isId(row.device())) {
            throw new IllegalArgumentException("device: expected an id, was \"%s\"".formatted(row.device()));
        }
        if (!isQuantity(row.quantity())) {
            throw new IllegalArgumentException("quantity: expected a name, was \"%s\"".formatted(row.quantity()));
        }
        if (!Double.isFinite(row.value())) {
            throw new IllegalArgumentException("value: expected a finite number, was " + row.value());
        }
        return "%s,device=%s,quantity=%s value=%s,flag=%di,written=%di,received=%di,approximate=%s %d"
                .formatted(
                        measurement,
                        row.device(),
                        row.quantity(),
                        row.value(),
                        row.flag(),
                        millis("written", row.written()),
                        millis("received", row.received()),
                        row.approximate() ? "t" : "f",
                        millis("at", row.at()));
    }

    /** Whether the text may stand for a quantity in a line, and between quotes in a query. */
    static boolean isQuantity(String text) {
        return QUANTITY.matcher(text).matches();
    }

    private static long millis(String field, Instant time) {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
            throw new IllegalArgumentException("%s: expected a time from 1970 to 9999, was %s".formatted(field, time));
        }
        return time.toEpochMilli();
    }
}
