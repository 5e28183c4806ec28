package cn.shanshao.center.monitoring;

import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttLogin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Hands commands to the broker, with their life, once. */
@Component
class Dispatch implements SmartLifecycle {
    private static final long PATIENCE_S = 5;

    private final MqttLogin login;
    private volatile @Nullable MqttClient client;

    Dispatch(MqttLogin login) {
        this.login = login.as("commands");
    }

    /**
     * Why it did not go out, or may not have; {@code null} when the broker has it.
     *
     * @param stays for a device that is away, until its end, or until the next one that does
     */
    @Nullable
    String send(String topic, byte[] payload, Duration life, boolean stays) {
        var running = client;
        if (running == null) {
            return "the command centre is stopping";
        }
        if (life.isNegative() || life.isZero()) {
            return "it had expired before it could go out";
        }
        try {
            running.publishFor(life, topic, payload, stays).get(PATIENCE_S, TimeUnit.SECONDS);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (ExecutionException e) {
            return "the broker did not take it: " + e.getCause();
        } catch (TimeoutException e) {
            return "the broker did not answer within %d s".formatted(PATIENCE_S);
        }
    }

    @Override
    public void start() {
        if (client == null) {
            var fresh = new MqttClient(
                    login, List.of(), delivery -> delivery.from().acknowledge(delivery), connection -> {});
            fresh.start();
            client = fresh;
        }
    }

    @Override
    public void stop() {
        var running = client;
        client = null;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public boolean isRunning() {
        return client != null;
    }
}
