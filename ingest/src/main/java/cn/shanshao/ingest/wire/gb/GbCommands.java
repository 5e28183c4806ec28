package cn.shanshao.ingest.wire.gb;

import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.Shown;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
 * <tr><td>interval</td><td>{@code setsensortime}: sensor ({@code L1_LF_1}), sample, upload, plus: seconds</td></tr>
 * <tr><td>limits</td><td>{@code setsensorattr}: sensor, threshold, upper, lower: numbers</td></tr>
 * <tr><td>mode</td><td>{@code setworkmode}: mode ({@code run}, {@code low-power}, {@code plus})</td></tr>
 * <tr><td>settime</td><td>server, an NTP server; {@code ntpserver}, its own, when it is missing</td></tr>
 * <tr><td>reqtime, sample, reboot, stop</td><td>none; stop was seen on one platform only</td></tr>
 * <tr><td>status, sensors</td><td>none; {@code getstatus}, {@code getsensorID}</td></tr>
 * <tr><td>siren</td><td>{@code alarm}: level ({@code red} to {@code blue}), sensor (the horn, when it is missing)</td></tr>
 * <tr><td>broadcast</td><td>text, times</td></tr>
 * <tr><td>rain-risk</td><td>{@code meteorologicalearlywarning}: level, hours, lon ({@code 126.5,127}), lat</td></tr>
 * <tr><td>upgrade</td><td>md5, size: the device then asks for packets, which nobody here sends yet</td></tr>
 * </table>
 */
public final class GbCommands {
    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:-]{1,200}");
    private static final Pattern SENSOR = Pattern.compile("[A-Z][0-9]_[A-Z]{1,8}_[0-9]{1,4}");
    private static final Pattern SPEECH = Pattern.compile("[^\\p{Cntrl}&=]{1,200}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}([.][0-9]{1,6})?");
    private static final Pattern RANGE = Pattern.compile(NUMBER + "," + NUMBER);
    private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");

    /** The firmware's numbers: 0 is red. */
    private static final List<String> LEVELS = List.of("red", "orange", "yellow", "blue");

    private static final List<String> MODES = List.of("run", "low-power", "plus");
    private static final int MOST_HOURS = 240;
    private static final int MOST_BYTES = 16 << 20;
    private static final Map<String, String> NAMES = names();
    private static final String HORN = "L4_LB_1";

    private GbCommands() {}

    private static Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        names.put("interval", "setsensortime");
        names.put("limits", "setsensorattr");
        names.put("mode", "setworkmode");
        names.put("status", "getstatus");
        names.put("sensors", "getsensorID");
        names.put("siren", "alarm");
        names.put("rain-risk", "meteorologicalearlywarning");
        for (var same : List.of("sample", "reboot", "stop", "settime", "reqtime", "broadcast", "upgrade")) {
            names.put(same, same);
        }
        return Collections.unmodifiableMap(names);
    }

    /** Our name of a command that may be given by the protocol's; any other as it is. */
    public static String ours(String name) {
        return NAMES.entrySet().stream()
                .filter(known -> known.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(name);
    }

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
            case "sample", "reboot", "stop", "reqtime" -> command.action();
            case "status" -> "getstatus";
            case "sensors" -> "getsensorID";
            case "settime" ->
                "settime&server=" + matched("server", args.getOrDefault("server", "ntpserver"), PLAIN, "a host");
            case "limits" -> limits(args);
            case "mode" -> "setworkmode&mode=" + oneOf("mode", args, MODES);
            case "siren" -> "alarm&type=" + sensor(args, HORN) + "&level=" + oneOf("level", args, LEVELS);
            case "broadcast" -> broadcast(args);
            case "rain-risk" -> rainRisk(args);
            case "upgrade" ->
                "upgrade&md5=" + matched("md5", required(args, "md5"), MD5, "32 hexadecimal digits") + "&size="
                        + whole("size", required(args, "size"), MOST_BYTES);
            default ->
                throw new IllegalArgumentException("do: expected one of %s, was %s"
                        .formatted(String.join(", ", NAMES.keySet()), Shown.of(command.action())));
        };
        var key = apikey == null ? "" : "&apikey=" + plain("apikey", apikey);
        return bytes("$cmd=" + words + key + "&msgid=" + plain("id", command.id()));
    }

    private static String broadcast(Map<String, String> args) {
        var text = matched("text", required(args, "text"), SPEECH, "1 to 200 characters without & and =");
        var times = whole("times", args.getOrDefault("times", "1"), 99);
        return "broadcast&b_num=%d&b_size=%d&b_content=%s".formatted(times, bytes(text).length, text);
    }

    private static String limits(Map<String, String> args) {
        return "setsensorattr&sensor_id=%s&threshold=%s&upper_limit=%s&lower_limit=%s"
                .formatted(sensor(args, null), number(args, "threshold"), number(args, "upper"), number(args, "lower"));
    }

    private static String rainRisk(Map<String, String> args) {
        return "meteorologicalearlywarning&level=%d&effective_time=%d&lon_range=%s&lat_range=%s"
                .formatted(
                        oneOf("level", args, LEVELS),
                        whole("hours", required(args, "hours"), MOST_HOURS),
                        range(args, "lon"),
                        range(args, "lat"));
    }

    /** The firmware's number for a word: its place. */
    private static int oneOf(String name, Map<String, String> args, List<String> words) {
        var word = required(args, name);
        if (!words.contains(word)) {
            throw new IllegalArgumentException(
                    "%s: expected one of %s, was %s".formatted(name, String.join(", ", words), Shown.of(word)));
        }
        return words.indexOf(word);
    }

    private static String number(Map<String, String> args, String name) {
        return matched(name, required(args, name), NUMBER, "a number");
    }

    private static String range(Map<String, String> args, String name) {
        return matched(name, required(args, name), RANGE, "two numbers such as 126.5,127");
    }

    private static String sensor(Map<String, String> args, @Nullable String orElse) {
        var sensor = orElse == null ? required(args, "sensor") : args.getOrDefault("sensor", orElse);
        return matched("sensor", sensor, SENSOR, "a code and a number such as L1_LF_1");
    }

    private static int seconds(Map<String, String> args, String name, int most) {
        return whole(name, required(args, name), most);
    }

    private static int whole(String name, String value, int most) {
        var number = value.matches("[0-9]{1,8}") ? Integer.parseInt(value) : 0;
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
