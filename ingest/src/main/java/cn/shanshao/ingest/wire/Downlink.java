package cn.shanshao.ingest.wire;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Topics on which devices of the national protocol hear commands: each model has its own, so the topic is a setting of
 * the device. It lies below {@code shanshao/v1/down/{id}/}, or below {@code $word/{id}} with a word that nobody else
 * uses, so that a broker can tell from the topic alone who may read it.
 */
public final class Downlink {
    private static final Pattern NATIONAL =
            Pattern.compile("(\\$[a-z]{1,16})/([A-Za-z0-9_-]{1,64})(/[A-Za-z0-9_-]{1,64}){0,4}");
    private static final Pattern BELOW = Pattern.compile("[A-Za-z0-9_-]{1,64}(/[A-Za-z0-9_-]{1,64}){0,4}");
    private static final List<String> TAKEN = List.of("$share", "$queue", "$sys", "$dp", "$dr");

    private Downlink() {}

    /** Where the firmware that was published listens. */
    public static String usual(String device) {
        return "$creq/" + device + "/cmd";
    }

    /** Whether this device may be commanded on that topic. That of our own commands, which are JSON, is not among them. */
    public static boolean isOf(String topic, String device) {
        var own = Topics.ROOT + "down/" + device + "/";
        return isNationalOf(topic, device)
                || topic.startsWith(own)
                        && BELOW.matcher(topic.substring(own.length())).matches()
                        && !topic.equals(Topics.command(device));
    }

    /** Whether it is {@code $word/{device}}, or lies below. */
    public static boolean isNationalOf(String topic, String device) {
        var found = NATIONAL.matcher(topic);
        return found.matches() && isFree(found.group(1)) && found.group(2).equals(device);
    }

    /** Whether it is {@code $word/{id}} of any device, or lies below. */
    public static boolean isNational(String topic) {
        var found = NATIONAL.matcher(topic);
        return found.matches() && isFree(found.group(1));
    }

    private static boolean isFree(String word) {
        return !TAKEN.contains(word.toLowerCase(Locale.ROOT));
    }
}
