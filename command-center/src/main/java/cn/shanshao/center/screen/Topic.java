package cn.shanshao.center.screen;

import cn.shanshao.ingest.wire.Topics;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A STOMP destination.
 *
 * @param kind how it begins
 * @param id of the point, or code of the division
 */
record Topic(String kind, String id) {
    private static final String POINT = "/topic/point/";
    private static final String DIVISION = "/topic/division/";
    private static final String WALL = "/topic/wall/";

    static Topic point(String id) {
        return new Topic(POINT, id);
    }

    static Topic division(String code) {
        return new Topic(DIVISION, code);
    }

    /** What is said of a division where anybody reads it: the same, without people's names, numbers and words. */
    static Topic wall(String code) {
        return new Topic(WALL, code);
    }

    /** Empty for anything else, patterns included. */
    static Optional<Topic> parse(@Nullable String destination) {
        if (destination == null) {
            return Optional.empty();
        }
        return Stream.of(POINT, DIVISION, WALL)
                .filter(kind -> destination.startsWith(kind) && Topics.isId(destination.substring(kind.length())))
                .findFirst()
                .map(kind -> new Topic(kind, destination.substring(kind.length())));
    }

    boolean isPoint() {
        return kind.equals(POINT);
    }

    /** Whether people are named there. */
    boolean namesPeople() {
        return kind.equals(DIVISION);
    }

    String destination() {
        return kind + id;
    }
}
