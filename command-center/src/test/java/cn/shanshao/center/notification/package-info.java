@NullMarked
package cn.shanshao.center.notification;

import org.jspecify.annotations.NullMarked;
