package cn.shanshao.center.screen;

import cn.shanshao.ingest.wire.Topics;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A STOMP destination.
 *
 * @param id of the point, or code of the division
 */
record Topic(boolean isPoint, String id) {
    private static final String POINT = "/topic/point/";
    private static final String DIVISION = "/topic/division/";

    static Topic point(String id) {
        return new Topic(true, id);
    }

    static Topic division(String code) {
        return new Topic(false, code);
    }

    /** Empty for anything else, patterns included. */
    static Optional<Topic> parse(@Nullable String destination) {
        if (destination == null) {
            return Optional.empty();
        }
        for (var prefix : new String[] {POINT, DIVISION}) {
            if (destination.startsWith(prefix) && Topics.isId(destination.substring(prefix.length()))) {
                return Optional.of(new Topic(prefix.equals(POINT), destination.substring(prefix.length())));
            }
        }
        return Optional.empty();
    }

    String destination() {
        return (isPoint ? POINT : DIVISION) + id;
    }
}
