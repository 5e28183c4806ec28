package cn.shanshao.ingest.broker;

import cn.shanshao.ingest.wire.Downlink;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one login may do. A right is a topic, or a prefix that ends in a slash.
 *
 * @param device that it is the login of; {@code null} for a service
 * @param group the {@code $share} group of a service, named as its login; {@code null} for a device
 * @param shared what may be subscribed to through that group
 */
record Rights(
        List<String> publish,
        List<String> subscribe,
        @Nullable String device,
        @Nullable String group,
        List<String> shared) {
    static final String JOB = "job";
    static final String CENTRE = "centre";

    /** The topics of the national protocol, of data and of answers; the gate turns them into the device's own. */
    private static final Map<String, String> NATIONAL = Map.of("$dp", "/gb", "$dr", "/ack");

    private static final String ROOT = "shanshao/v1/";
    private static final String SHARE = "$share/";

    private static final Rights OF_JOB = new Rights(
            below("alert/", "open/", "state/", "risk/", "obs/", "frame/", "rejected/", "shadow/", "down/"),
            below("config/", "open/", "forecast/", "correct/"),
            null,
            JOB,
            below("up/"));
    private static final Rights OF_CENTRE = new Rights(
            below("config/", "open/", "down/", "correct/", "forecast/"),
            below(
                    "alert/",
                    "state/",
                    "risk/",
                    "obs/",
                    "rejected/",
                    "up/+/ack",
                    "down/+/command",
                    "frame/",
                    "shadow/",
                    "config/manifest/"),
            null,
            CENTRE,
            below("alert/", "rejected/", "shadow/", "up/+/ack"));

    static Rights ofService(String login) {
        return switch (login) {
            case JOB -> OF_JOB;
            case CENTRE -> OF_CENTRE;
            default ->
                throw new IllegalArgumentException(
                        "a service login must be %s or %s, was %s".formatted(JOB, CENTRE, login));
        };
    }

    static Rights ofDevice(String id) {
        return new Rights(below("up/" + id + "/"), below("down/" + id + "/"), id, null, List.of());
    }

    private static List<String> below(String... rights) {
        return Stream.of(rights).map(right -> ROOT + right).toList();
    }

    /** The device's own topic in place of one of the national protocol; any other as it is. */
    static String own(String topic, String login) {
        var sort = NATIONAL.get(topic);
        return sort == null ? topic : ROOT + "up/" + login + sort;
    }

    boolean isService() {
        return group != null;
    }

    boolean mayPublish(String topic) {
        return covers(publish, topic) || CENTRE.equals(group) && Downlink.isNational(topic);
    }

    /** Whether the filter of a SUBSCRIBE, {@code $share} or not, stays inside what the login may read. */
    boolean maySubscribe(String filter) {
        if (filter.contains("::")) {
            return false; // Artemis's way to name any queue
        }
        if (!filter.startsWith(SHARE)) {
            return covers(subscribe, filter) || mayHear(filter);
        }
        var own = SHARE + group + "/";
        return group != null && filter.startsWith(own) && covers(shared, filter.substring(own.length()));
    }

    /** Commands of the national protocol: {@code $word/{id}}, and what is below. */
    private boolean mayHear(String filter) {
        var topic = filter.endsWith("/#") ? filter.substring(0, filter.length() - 2) : filter;
        return device != null && Downlink.isNationalOf(topic, device);
    }

    /** A prefix has no wildcard in it, so what begins with it can match nothing outside. */
    private static boolean covers(List<String> rights, String topic) {
        for (var right : rights) {
            if (right.endsWith("/")
                    ? topic.startsWith(right) && topic.length() > right.length()
                    : topic.equals(right)) {
                return true;
            }
        }
        return false;
    }
}
