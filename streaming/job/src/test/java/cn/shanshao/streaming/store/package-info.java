/** The parts of the job, each by itself. */
@NullMarked
package cn.shanshao.streaming.store;

import org.jspecify.annotations.NullMarked;
