package cn.shanshao.ingest.wire;

import java.util.Optional;
import java.util.regex.Pattern;

/** The topics of the wire contract. */
public final class Topics {
    public static final String ROOT = "shanshao/v1/";

    /** Everything that devices publish; the job's filter. */
    public static final String UP = ROOT + "up/#";

    public static final String CONFIG = ROOT + "config/";
    public static final String CONFIG_ALL = CONFIG + "+";
    public static final String MANIFEST = CONFIG + "manifest";
    public static final String ALERTS = ROOT + "alert/#";
    public static final String OPEN = ROOT + "open/";
    public static final String OPEN_ALL = ROOT + "open/#";
    public static final String STATES = ROOT + "state/+";
    public static final String OBSERVED = ROOT + "obs/#";
    public static final String RISKS = ROOT + "risk/+";
    public static final String FORECAST = ROOT + "forecast/";
    public static final String FORECASTS = FORECAST + "+";
    public static final String REJECTED = ROOT + "rejected/#";

    /** What shadow rules say; below it as below {@code alert/}. */
    public static final String SHADOWS = ROOT + "shadow/#";

    /** Answers to commands. */
    public static final String ACKS = ROOT + "up/+/ack";

    public static final String COMMANDS = ROOT + "down/+/command";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Topics() {}

    public static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    public static String data(String device) {
        return ROOT + "up/" + device + "/data";
    }

    public static String status(String device) {
        return ROOT + "up/" + device + "/status";
    }

    public static String ack(String device) {
        return ROOT + "up/" + device + "/ack";
    }

    public static String command(String device) {
        return ROOT + "down/" + device + "/command";
    }

    /** Whom a command is for; empty for another topic. */
    public static Optional<String> commanded(String topic) {
        return Optional.of(topic.replaceFirst("^" + ROOT + "down/([^/]+)/command$", "$1"))
                .filter(Topics::isId);
    }

    public static String config(String division) {
        return CONFIG + division;
    }

    public static String open(String division) {
        return OPEN + division;
    }

    public static String state(String division) {
        return ROOT + "state/" + division;
    }

    public static String risk(String division) {
        return ROOT + "risk/" + division;
    }

    public static String observed(String division, String device) {
        return ROOT + "obs/" + division + "/" + device;
    }

    public static String rejected(String device) {
        return ROOT + "rejected/" + device;
    }

    public static String alert(Alert alert) {
        return ROOT + "alert/" + alert.division() + "/" + (alert.pointId() == null ? "_" : alert.pointId()) + "/"
                + alert.ruleId() + "/" + alert.target();
    }

    /** The same, of a rule that cannot alert. */
    public static String shadow(Alert alert) {
        return ROOT + "shadow/" + alert(alert).substring((ROOT + "alert/").length());
    }

    /** The target of an alert on one channel; a slash in the quantity is written {@code @}. */
    public static String target(String device, String quantity) {
        return device + "~" + quantity.replace('/', '@');
    }

    /** What a topic below {@code up/} says: who published, and of what sort. */
    public static Optional<Up> up(String topic) {
        if (!topic.startsWith(ROOT + "up/")) {
            return Optional.empty();
        }
        var rest = topic.substring((ROOT + "up/").length());
        var slash = rest.indexOf('/');
        if (slash < 0 || !isId(rest.substring(0, slash))) {
            return Optional.empty();
        }
        return Optional.of(new Up(rest.substring(0, slash), rest.substring(slash + 1)));
    }

    /**
     * @param device the publisher's id
     * @param sort {@code data}, {@code gb}, {@code status}, {@code ack}, or {@code frame/…}
     */
    public record Up(String device, String sort) {}
}
