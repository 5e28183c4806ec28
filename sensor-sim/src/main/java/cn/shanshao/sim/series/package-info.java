/** Physically plausible series as pure functions of time, with seeded noise. */
@NullMarked
package cn.shanshao.sim.series;

import org.jspecify.annotations.NullMarked;
