/** The SMPP 3.4 client: one bound session kept alive, many requests outstanding, long texts both ways. */
@NullMarked
package cn.shanshao.center.notification.smpp;

import org.jspecify.annotations.NullMarked;
