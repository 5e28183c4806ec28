/** CMPP 2.0 and 3.0 of China Mobile: one session kept alive, many submits outstanding, reports, long texts both ways. */
@NullMarked
package cn.shanshao.center.notification.cmpp;

import org.jspecify.annotations.NullMarked;
