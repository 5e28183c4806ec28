/** A real PostgreSQL server as a child process: unpacked, initialised, durable, stopped in order. */
@NullMarked
package cn.shanshao.allinone.postgres;

import org.jspecify.annotations.NullMarked;
