@NullMarked
package cn.shanshao.center.https;

import org.jspecify.annotations.NullMarked;
