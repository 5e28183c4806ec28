/** Devices, scenarios, replay, load and the virtual carrier; all of it in the exercise realm. */
@NullMarked
package cn.shanshao.sim;

import org.jspecify.annotations.NullMarked;
