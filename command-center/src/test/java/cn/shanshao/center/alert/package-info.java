@NullMarked
package cn.shanshao.center.alert;

import org.jspecify.annotations.NullMarked;
