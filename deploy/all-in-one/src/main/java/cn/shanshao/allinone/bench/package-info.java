/** {@code ./shanshao bench}: figures from outside, of a system in a process of its own. */
@NullMarked
package cn.shanshao.allinone.bench;

import org.jspecify.annotations.NullMarked;
