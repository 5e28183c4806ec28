/** The parts of the job, each by itself. */
@NullMarked
package cn.shanshao.streaming.flow;

import org.jspecify.annotations.NullMarked;
