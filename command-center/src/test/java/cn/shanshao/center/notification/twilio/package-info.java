@NullMarked
package cn.shanshao.center.notification.twilio;

import org.jspecify.annotations.NullMarked;
