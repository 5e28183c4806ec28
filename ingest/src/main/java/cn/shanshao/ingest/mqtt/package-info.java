/** One small way to speak MQTT, used by everybody: a connection that lives once, and a client that keeps one. */
@NullMarked
package cn.shanshao.ingest.mqtt;

import org.jspecify.annotations.NullMarked;
