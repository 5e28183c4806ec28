/** The one JVM: starts broker, databases, Flink job, command centre, virtual carrier and demo, and stops them. */
@NullMarked
package cn.shanshao.allinone;

import org.jspecify.annotations.NullMarked;
