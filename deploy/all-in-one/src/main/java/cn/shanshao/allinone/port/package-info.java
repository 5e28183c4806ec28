/** Where servers of this machine listen. */
@NullMarked
package cn.shanshao.allinone.port;

import org.jspecify.annotations.NullMarked;
