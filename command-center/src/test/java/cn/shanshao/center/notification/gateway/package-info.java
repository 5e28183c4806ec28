@NullMarked
package cn.shanshao.center.notification.gateway;

import org.jspecify.annotations.NullMarked;
