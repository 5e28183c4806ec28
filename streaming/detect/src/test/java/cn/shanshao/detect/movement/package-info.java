/** Movement, looked at without Flink. */
@NullMarked
package cn.shanshao.detect.movement;

import org.jspecify.annotations.NullMarked;
