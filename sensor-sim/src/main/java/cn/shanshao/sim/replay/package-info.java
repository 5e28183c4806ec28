/** Recorded series sent as the devices would have sent them. */
@NullMarked
package cn.shanshao.sim.replay;

import org.jspecify.annotations.NullMarked;
