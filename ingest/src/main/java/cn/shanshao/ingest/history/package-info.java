/** The time-series store: how readings get in, and the port through which they are read. */
@NullMarked
package cn.shanshao.ingest.history;

import org.jspecify.annotations.NullMarked;
