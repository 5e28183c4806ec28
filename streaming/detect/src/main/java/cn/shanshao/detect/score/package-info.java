/** How good warnings were: against what happened, in hits, in hours and in lead time. */
@NullMarked
package cn.shanshao.detect.score;

import org.jspecify.annotations.NullMarked;
