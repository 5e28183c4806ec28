package cn.shanshao.detect;

import cn.shanshao.ingest.wire.AlertState;

/**
 * A word to be told about an episode.
 *
 * @param floor a number that the alert's {@code seq} must exceed
 * @param withdrawn late readings show that there was no such episode; it is cleared, and had no highest level
 */
public record Change(String id, long floor, AlertState state, Episode episode, boolean withdrawn) {}
