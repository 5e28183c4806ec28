@NullMarked
package cn.shanshao.center.notification.smpp;

import org.jspecify.annotations.NullMarked;
