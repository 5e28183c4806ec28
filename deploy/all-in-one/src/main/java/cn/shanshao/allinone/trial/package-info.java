/** Drives a whole system from outside, as a person, a browser and a sensor would: for benches and tests. */
@NullMarked
package cn.shanshao.allinone.trial;

import org.jspecify.annotations.NullMarked;
