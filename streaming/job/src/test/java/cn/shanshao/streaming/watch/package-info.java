/** The parts of the job, each by itself. */
@NullMarked
package cn.shanshao.streaming.watch;

import org.jspecify.annotations.NullMarked;
