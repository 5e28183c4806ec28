/** The job's way in from the broker, and out to it. */
@NullMarked
package cn.shanshao.streaming.mqtt;

import org.jspecify.annotations.NullMarked;
