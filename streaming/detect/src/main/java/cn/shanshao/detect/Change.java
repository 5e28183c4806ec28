package cn.shanshao.detect;

import cn.shanshao.ingest.wire.AlertState;

/**
 * A word to be told about an episode.
 *
 * @param floor a number that the alert's {@code seq} must exceed
 * @param withdrawn late readings show that there was no such episode; it is cleared, and had no highest level
 * @param corrected somebody has masked readings, or taken a mask back: the slope itself has not changed
 */
public record Change(String id, long floor, AlertState state, Episode episode, boolean withdrawn, boolean corrected) {
    /** One that the readings themselves bring about. */
    public Change(String id, long floor, AlertState state, Episode episode, boolean withdrawn) {
        this(id, floor, state, episode, withdrawn, false);
    }

    Change byCorrection() {
        return new Change(id, floor, state, episode, withdrawn, true);
    }
}
