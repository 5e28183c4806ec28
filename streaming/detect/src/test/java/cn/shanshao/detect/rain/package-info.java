/** Rain, looked at without Flink. */
@NullMarked
package cn.shanshao.detect.rain;

import org.jspecify.annotations.NullMarked;
