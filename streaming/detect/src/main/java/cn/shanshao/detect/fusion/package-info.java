/** One state of a point, made of all that its instruments say. */
@NullMarked
package cn.shanshao.detect.fusion;

import org.jspecify.annotations.NullMarked;
