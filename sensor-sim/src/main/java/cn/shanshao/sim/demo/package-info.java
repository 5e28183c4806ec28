/** The demonstration: points and devices over Jilin, and the story they play; all of it exercise. */
@NullMarked
package cn.shanshao.sim.demo;

import org.jspecify.annotations.NullMarked;
