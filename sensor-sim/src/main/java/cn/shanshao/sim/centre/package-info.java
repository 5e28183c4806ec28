/** The command centre as a tool sees it: its REST interface. */
@NullMarked
package cn.shanshao.sim.centre;

import org.jspecify.annotations.NullMarked;
