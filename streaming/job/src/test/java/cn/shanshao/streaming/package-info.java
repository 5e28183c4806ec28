/** The job with its real surroundings: broker, store, MiniCluster. */
@NullMarked
package cn.shanshao.streaming;

import org.jspecify.annotations.NullMarked;
