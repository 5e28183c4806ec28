/** A device's side of the wire: what it sends is kept until the broker has acknowledged it. */
@NullMarked
package cn.shanshao.sim.device;

import org.jspecify.annotations.NullMarked;
