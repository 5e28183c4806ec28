@NullMarked
package cn.shanshao.center.vault;

import org.jspecify.annotations.NullMarked;
