/** What only the one JVM can show: the virtual phones, the health of every part. */
@NullMarked
package cn.shanshao.allinone.web;

import org.jspecify.annotations.NullMarked;
