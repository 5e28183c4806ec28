@NullMarked
package cn.shanshao.center.registry;

import org.jspecify.annotations.NullMarked;
