package cn.shanshao.ingest.wire.gb;

import cn.shanshao.ingest.wire.Shown;
import cn.shanshao.ingest.wire.WireException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key that may stand between a code and its value. It is taken at its word: a {@code Z} is UTC, although many
 * devices write Beijing time before it; that shows when the message arrives, and the clock rule of the contract mends it.
 */
final class GbTime {
    /** No device was there before; as in SenML, such a clock was never set. */
    static final Instant FIRST = Instant.ofEpochSecond(1 << 28);

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-.*|[0-9]{10}|[0-9]{13,14}", Pattern.DOTALL);
    private static final Pattern ZONED = Pattern.compile(".*(Z|z|[+-][0-9]{2}:?[0-9]{2})");
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private GbTime() {}

    /** Whether a key is meant as a time: no code, and no key of a value, looks like one. */
    static boolean isMeant(String key) {
        return TIME.matcher(key).matches();
    }

    /**
     * To the millisecond: RFC 3339, the same without a zone (Beijing time), {@code yyyyMMddHHmmss} (Beijing time), Unix
     * seconds or milliseconds. Empty for a clock that was never set.
     *
     * @throws WireException when it is none of these
     */
    static Optional<Instant> read(String key) {
        try {
            var at = parse(key).truncatedTo(ChronoUnit.MILLIS);
            if (at.isBefore(END)) {
                return at.isBefore(FIRST) ? Optional.empty() : Optional.of(at);
            }
        } catch (DateTimeException e) {
            // told below, with what was expected
        }
        throw new WireException("time", "time: expected RFC 3339, yyyyMMddHHmmss or Unix time, was " + Shown.of(key));
    }

    private static Instant parse(String key) {
        if (key.indexOf('-') < 0) {
            return switch (key.length()) {
                case 10 -> Instant.ofEpochSecond(Long.parseLong(key));
                case 13 -> Instant.ofEpochMilli(Long.parseLong(key));
                default -> LocalDateTime.parse(key, DIGITS).toInstant(BEIJING);
            };
        }
        var text = key.strip().replace(' ', 'T');
        return ZONED.matcher(text.substring(Math.min(10, text.length()))).matches()
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(BEIJING);
    }
}
