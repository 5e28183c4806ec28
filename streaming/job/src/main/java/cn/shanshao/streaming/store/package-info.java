/** The way of the readings to the time-series store. */
@NullMarked
package cn.shanshao.streaming.store;

import org.jspecify.annotations.NullMarked;
