package cn.shanshao.ingest.wire.gb;

import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.Shown;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Our commands in the words of the protocol: {@code $cmd=…&apikey=…&msgid=…}. The protocol has no end of a command's
 * life, so whoever sends one looks at {@link Command#expires} before. The bytes are GB2312, in which what a horn is to
 * say must be; all else is ASCII.
 *
 * <table>
 * <caption>Commands, with their arguments</caption>
 * <tr><td>interval</td><td>sensor ({@code L1_LF_1}), sample, upload, plus: seconds</td></tr>
 * <tr><td>sample, status, reboot, stop</td><td>none; stop was seen on one platform only</td></tr>
 * <tr><td>siren</td><td>level ({@code red} to {@code blue}), sensor (the horn, when it is missing)</td></tr>
 * <tr><td>broadcast</td><td>text, times</td></tr>
 * </table>
 */
public final class GbCommands {
    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:-]{1,200}");
    private static final Pattern SENSOR = Pattern.compile("[A-Z][0-9]_[A-Z]{1,8}_[0-9]{1,4}");
    private static final Pattern SPEECH = Pattern.compile("[^\\p{Cntrl}&=]{1,200}");
    private static final String HORN = "L4_LB_1";

    private GbCommands() {}

    /**
     * @param apikey the device's key to the platform, where its model asks for one
     * @throws IllegalArgumentException when the protocol has no such command, or an argument is missing or would not be
     *     understood; the message names it
     */
    public static byte[] encode(Command command, @Nullable String apikey) {
        var args = command.args();
        var words = switch (command.action()) {
            case "interval" ->
                "setsensortime&sensor_id=" + sensor(args, null) + "&sample_intv="
                        + seconds(args, "sample", 86_400) + "&upload_intv=" + seconds(args, "upload", 259_200)
                        + "&plus_intv=" + seconds(args, "plus", 86_400);
            case "sample", "reboot", "stop" -> command.action();
            case "status" -> "getstatus";
            case "siren" -> "alarm&type=" + sensor(args, HORN) + "&level=" + level(args);
            case "broadcast" -> broadcast(args);
            default ->
                throw new IllegalArgumentException(
                        "do: expected interval, sample, status, reboot, siren, stop or broadcast, was "
                                + Shown.of(command.action()));
        };
        var key = apikey == null ? "" : "&apikey=" + plain("apikey", apikey);
        return bytes("$cmd=" + words + key + "&msgid=" + plain("id", command.id()));
    }

    private static String broadcast(Map<String, String> args) {
        var text = matched("text", required(args, "text"), SPEECH, "1 to 200 characters without & and =");
        var times = whole("times", args.getOrDefault("times", "1"), 99);
        return "broadcast&b_num=%d&b_size=%d&b_content=%s".formatted(times, bytes(text).length, text);
    }

    /** The firmware's numbers: 0 is red. */
    private static int level(Map<String, String> args) {
        var level = required(args, "level");
        var number = Arrays.asList("red", "orange", "yellow", "blue").indexOf(level);
        if (number < 0) {
            throw new IllegalArgumentException("level: expected red, orange, yellow or blue, was " + Shown.of(level));
        }
        return number;
    }

    private static String sensor(Map<String, String> args, @Nullable String orElse) {
        var sensor = orElse == null ? required(args, "sensor") : args.getOrDefault("sensor", orElse);
        return matched("sensor", sensor, SENSOR, "a code and a number such as L1_LF_1");
    }

    private static int seconds(Map<String, String> args, String name, int most) {
        return whole(name, required(args, name), most);
    }

    private static int whole(String name, String value, int most) {
        var number = value.matches("[0-9]{1,6}") ? Integer.parseInt(value) : 0;
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(
                    "%s: expected a whole number from 1 to %d, was %s".formatted(name, most, Shown.of(value)));
        }
        return number;
    }

    private static String required(Map<String, String> args, String name) {
        var value = args.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + ": expected a value, was missing");
        }
        return value;
    }

    private static String plain(String name, String value) {
        return matched(name, value, PLAIN, "1 to 200 of A-Z a-z 0-9 _ . : -");
    }

    private static String matched(String name, String value, Pattern pattern, String expected) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("%s: expected %s, was %s".formatted(name, expected, Shown.of(value)));
        }
        return value;
    }

    private static byte[] bytes(String text) {
        try {
            var buffer = GB2312.newEncoder().encode(CharBuffer.wrap(text));
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("text: expected characters of GB2312, was " + Shown.of(text));
        }
    }
}
