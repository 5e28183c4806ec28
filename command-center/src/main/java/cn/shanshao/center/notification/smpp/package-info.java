/** The SMPP 3.4 client: bound sessions kept alive, over TLS where the carrier speaks it, many requests outstanding, long texts both ways. */
@NullMarked
package cn.shanshao.center.notification.smpp;

import org.jspecify.annotations.NullMarked;
