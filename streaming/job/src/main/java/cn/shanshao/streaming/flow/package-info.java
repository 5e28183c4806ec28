/** What travels between the operators, and how it is written down. */
@NullMarked
package cn.shanshao.streaming.flow;

import org.jspecify.annotations.NullMarked;
