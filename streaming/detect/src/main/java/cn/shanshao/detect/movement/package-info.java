/** How a slope moves: positions, rates, stages, and when it may fail. Pure functions of a record. */
@NullMarked
package cn.shanshao.detect.movement;

import org.jspecify.annotations.NullMarked;
