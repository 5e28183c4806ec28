/** How the one JVM looks after itself: the durable settings, asked of the running parts, and their health. */
@NullMarked
package cn.shanshao.allinone.watch;

import org.jspecify.annotations.NullMarked;
