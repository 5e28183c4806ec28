/** The operators that watch devices, points and their silence. */
@NullMarked
package cn.shanshao.streaming.watch;

import org.jspecify.annotations.NullMarked;
