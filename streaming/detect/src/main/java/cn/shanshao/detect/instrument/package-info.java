/** What is made of the readings of single instruments: tilt, shaking, cracks, water in the ground. */
@NullMarked
package cn.shanshao.detect.instrument;

import org.jspecify.annotations.NullMarked;
