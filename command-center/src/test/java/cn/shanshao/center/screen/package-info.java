@NullMarked
package cn.shanshao.center.screen;

import org.jspecify.annotations.NullMarked;
