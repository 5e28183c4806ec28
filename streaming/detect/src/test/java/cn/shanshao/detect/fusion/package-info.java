/** Tests of the fusion. */
@NullMarked
package cn.shanshao.detect.fusion;

import org.jspecify.annotations.NullMarked;
