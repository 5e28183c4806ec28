@NullMarked
package cn.shanshao.center.approval;

import org.jspecify.annotations.NullMarked;
