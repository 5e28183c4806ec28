package cn.shanshao.center;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The MQTT broker.
 *
 * @param uri {@code tcp://host:port} or {@code ssl://host:port}
 * @param user the command centre's service login
 * @param password of that login
 * @param trust a PEM file of the certificates to trust over {@code ssl://}; empty for the Java runtime's own
 */
@ConfigurationProperties("shanshao.mqtt")
record MqttSettings(
        @DefaultValue("tcp://127.0.0.1:1883") String uri,
        @DefaultValue("centre") String user,
        @DefaultValue("") String password,
        @Nullable Path trust) {
    @Override
    public String toString() {
        return "MqttSettings[%s at %s]".formatted(user, uri);
    }
}
