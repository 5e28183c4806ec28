/** The parts of the job, each by itself. */
@NullMarked
package cn.shanshao.streaming.config;

import org.jspecify.annotations.NullMarked;
