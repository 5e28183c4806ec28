package cn.shanshao.detect;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of episodes. */
public final class Identity {
    private Identity() {}

    /** The id of an episode, from (rule, target, time of the opening reading in Unix ms): the same on every machine. */
    public static String of(String rule, String target, long opened) {
        return UUID.nameUUIDFromBytes((rule + '|' + target + '|' + opened).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
