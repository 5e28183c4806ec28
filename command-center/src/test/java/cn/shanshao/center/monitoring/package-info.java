@NullMarked
package cn.shanshao.center.monitoring;

import org.jspecify.annotations.NullMarked;
