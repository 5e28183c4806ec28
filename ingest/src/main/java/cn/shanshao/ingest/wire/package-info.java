/** The wire contract, version 1: what travels over MQTT, as records, and the codecs that read and write it. */
@NullMarked
package cn.shanshao.ingest.wire;

import org.jspecify.annotations.NullMarked;
