/** The science: pure functions and small memories on plain Java, used live and in back-tests. */
@NullMarked
package cn.shanshao.detect;

import org.jspecify.annotations.NullMarked;
