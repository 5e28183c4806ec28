/** The whole system, started in a process of its own and driven from outside. */
@NullMarked
package cn.shanshao.allinone.road;

import org.jspecify.annotations.NullMarked;
