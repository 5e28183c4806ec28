@NullMarked
package cn.shanshao.center.identity;

import org.jspecify.annotations.NullMarked;
