/** Tests of the debris-flow science. */
@NullMarked
package cn.shanshao.detect.debris;

import org.jspecify.annotations.NullMarked;
