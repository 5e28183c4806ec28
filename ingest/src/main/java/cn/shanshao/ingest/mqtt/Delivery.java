package cn.shanshao.ingest.mqtt;

import java.time.Instant;

/**
 * One PUBLISH that came in, to be acknowledged only through the connection that brought it.
 *
 * @param packetId of this delivery on this connection; means nothing on any other
 * @param retained it lay at the broker before the subscription was made
 * @param received when the broker took it: its stamp, or the time of arrival here where there is none
 */
public record Delivery(
        MqttConnection from, int packetId, int qos, boolean retained, String topic, byte[] payload, Instant received) {}
