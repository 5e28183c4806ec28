@NullMarked
package cn.shanshao.allinone.bench;

import org.jspecify.annotations.NullMarked;
