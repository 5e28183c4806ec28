package cn.shanshao.ingest.wire.gb;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One sensor of a device at one time, as the message names it. The first of a kind is the device itself; the others,
 * whose values would overwrite each other under one name, are devices of their own behind it.
 *
 * @param station the device in the message, or the publisher
 * @param code without the sensor's number, e.g. {@code L1_LF}; of a code that we do not know, with it when it is not 1
 * @param number of the sensor among those of its kind, 1 where none is written
 * @param time as it is written; {@code null} where none is
 */
record GbSensor(
        String station, String code, int number, @Nullable String time) {
    private static final Pattern NUMBERED = Pattern.compile("(.+)_([0-9]{1,4})");

    static GbSensor of(String station, String written, @Nullable String time) {
        var match = NUMBERED.matcher(written);
        if (!match.matches()) {
            return new GbSensor(station, written, 1, time);
        }
        var code = match.group(1);
        var number = Integer.parseInt(match.group(2));
        return GbCode.of(code).isPresent() || number == 1
                ? new GbSensor(station, code, number, time)
                : new GbSensor(station, written, 1, time);
    }

    /** Whether a key is a code of the protocol, such as may stand where the device is missing. */
    static boolean isCode(String key) {
        return GbCode.of(of("", key, null).code()).isPresent();
    }

    Optional<GbCode> row() {
        return GbCode.of(code);
    }

    /** The device that its readings are of. A station has one status, whatever its number. */
    String device() {
        return number == 1 || code.equals(GbCode.STATUS) ? station : station + "-" + code + "-" + number;
    }
}
