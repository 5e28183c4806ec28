/** Our parts of Apache ActiveMQ Artemis, and the broker that the default mode embeds. */
@NullMarked
package cn.shanshao.ingest.broker;

import org.jspecify.annotations.NullMarked;
