/** The parts of the job, each by itself. */
@NullMarked
package cn.shanshao.streaming.mqtt;

import org.jspecify.annotations.NullMarked;
