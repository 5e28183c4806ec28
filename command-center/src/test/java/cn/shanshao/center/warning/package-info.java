@NullMarked
package cn.shanshao.center.warning;

import org.jspecify.annotations.NullMarked;
