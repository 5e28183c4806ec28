/** The ports to carriers, and what goes through them: texts, calls, receipts, answers. */
@NullMarked
package cn.shanshao.center.notification.gateway;

import org.jspecify.annotations.NullMarked;
