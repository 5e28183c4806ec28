/** The configuration that the command centre publishes, as the operators look at it. */
@NullMarked
package cn.shanshao.streaming.config;

import org.jspecify.annotations.NullMarked;
