package cn.shanshao.detect.fusion;

import cn.shanshao.detect.Voice;
import cn.shanshao.ingest.wire.Level;

/**
 * What one open episode says about the state of its point.
 *
 * @param id of the episode
 * @param since when it came to its present level, Unix ms
 * @param fresh its device is heard as it should be; an old word still counts, and agrees with nobody
 */
public record Statement(String id, Voice voice, long since, boolean fresh) {
    /** The same at another level. */
    Statement at(Level level) {
        return new Statement(id, voice.at(level), since, fresh);
    }

    boolean agreesWith(Statement other) {
        return fresh && other.fresh && voice.isBorneOutBy(other.voice);
    }
}
