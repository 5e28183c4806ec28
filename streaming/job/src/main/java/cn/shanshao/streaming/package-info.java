/** The Flink job that every reading passes through, and how to start it. */
@NullMarked
package cn.shanshao.streaming;

import org.jspecify.annotations.NullMarked;
