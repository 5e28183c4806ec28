@NullMarked
package cn.shanshao.center.notification.cmpp;

import org.jspecify.annotations.NullMarked;
