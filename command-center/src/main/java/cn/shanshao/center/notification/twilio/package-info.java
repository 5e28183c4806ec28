/** Twilio's messages and calls over HTTPS, and what it calls back with. */
@NullMarked
package cn.shanshao.center.notification.twilio;

import org.jspecify.annotations.NullMarked;
