/** What the rules would have said of a record. */
@NullMarked
package cn.shanshao.sim.backtest;

import org.jspecify.annotations.NullMarked;
