@NullMarked
package cn.shanshao.center;

import org.jspecify.annotations.NullMarked;
