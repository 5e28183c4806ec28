package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.Alert;

/**
 * An episode that had set off sirens before the state was lost: they must be stopped with it.
 *
 * @param alert as the command centre holds it
 * @param until the episode is looked for, Unix ms; where it is not found, it is over
 */
record Owed(Alert alert, long until) {}
