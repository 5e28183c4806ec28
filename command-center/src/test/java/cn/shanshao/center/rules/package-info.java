@NullMarked
package cn.shanshao.center.rules;

import org.jspecify.annotations.NullMarked;
