/** Debris flows: the front at one station, and its way from station to station down to the village. */
@NullMarked
package cn.shanshao.detect.debris;

import org.jspecify.annotations.NullMarked;
