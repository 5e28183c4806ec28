/** The load generator: paced publishers that retry until every reading is acknowledged. */
@NullMarked
package cn.shanshao.sim.load;

import org.jspecify.annotations.NullMarked;
