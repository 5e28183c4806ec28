/** Scores against published ones. */
@NullMarked
package cn.shanshao.detect.score;

import org.jspecify.annotations.NullMarked;
