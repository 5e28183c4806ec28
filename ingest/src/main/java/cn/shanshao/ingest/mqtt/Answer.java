package cn.shanshao.ingest.mqtt;

import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;

/** Completes a future with what the broker said. Paho reports a refusal as a success; the reason code tells. */
record Answer(String what, CompletableFuture<Void> done) implements MqttActionListener {
    private static final int FIRST_FAILURE = 128;

    @Override
    public void onSuccess(IMqttToken token) {
        var codes = token.getReasonCodes();
        if (codes != null && codes.length > 0 && codes[0] >= FIRST_FAILURE) {
            done.completeExceptionally(
                    new MqttFailure(codes[0], "could not %s: refused, reason code %d".formatted(what, codes[0]), null));
        } else {
            done.complete(null);
        }
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
        done.completeExceptionally(MqttFailure.of(what, cause));
    }
}
