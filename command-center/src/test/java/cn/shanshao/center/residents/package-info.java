@NullMarked
package cn.shanshao.center.residents;

import org.jspecify.annotations.NullMarked;
