/** The way to everybody in an area, whoever they are: cell broadcast, rural loudspeakers. */
@NullMarked
package cn.shanshao.center.notification.broadcast;

import org.jspecify.annotations.NullMarked;
