package cn.shanshao.streaming.mqtt;

import cn.shanshao.ingest.mqtt.MqttLogin;
import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The broker, in a form that travels with the job.
 *
 * @param trust a PEM file of certificates; {@code null} for the JVM's own
 */
public record Link(
        String uri, String user, String password, @Nullable String trust) implements Serializable {
    /** The login under the client id {@code user-suffix}. */
    public MqttLogin login(String suffix) {
        return new MqttLogin(uri, user, password, user, trust == null ? null : Path.of(trust)).as(suffix);
    }

    @Override
    public String toString() {
        return "Link[" + user + " at " + uri + "]";
    }
}
