@NullMarked
package cn.shanshao.center.audit;

import org.jspecify.annotations.NullMarked;
