/** The science, looked at without Flink. */
@NullMarked
package cn.shanshao.detect;

import org.jspecify.annotations.NullMarked;
