@NullMarked
package cn.shanshao.detect.instrument;

import org.jspecify.annotations.NullMarked;
