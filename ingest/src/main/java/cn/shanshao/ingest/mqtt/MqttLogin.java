package cn.shanshao.ingest.mqtt;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where and as whom to connect.
 *
 * @param uri {@code tcp://host:port} or {@code ssl://host:port}
 * @param clientId the login, or the login, {@code -} and a suffix; the broker takes no other
 * @param trust a PEM file of the certificates to trust over {@code ssl://}; {@code null} for the JVM's own
 */
public record MqttLogin(
        String uri,
        String user,
        String password,
        String clientId,
        @Nullable Path trust) {
    public MqttLogin(String uri, String user, String password, String clientId) {
        this(uri, user, password, clientId, null);
    }

    /** The same login under the client id {@code user-suffix}. */
    public MqttLogin as(String suffix) {
        return new MqttLogin(uri, user, password, user + "-" + suffix, trust);
    }

    @Override
    public String toString() {
        return "MqttLogin[" + clientId + " at " + uri + "]";
    }
}
