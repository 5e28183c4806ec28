/** Rain that sets slopes and gullies moving: how much fell, what is missing of it, and what it compares with. */
@NullMarked
package cn.shanshao.detect.rain;

import org.jspecify.annotations.NullMarked;
