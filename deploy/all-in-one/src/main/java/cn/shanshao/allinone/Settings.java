package cn.shanshao.allinone;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the environment asks of the one JVM. Ports: 0 means any free one; −1, for HTTPS, none, and for Flink's page a
 * free one that is not told: Flink has no way to run without.
 *
 * @param host where HTTP and MQTT listen; the databases, the carrier and Flink's page stay on the loopback
 * @param httpsPort −1: none
 * @param adminPassword null: generated at the first start
 * @param store null: the embedded one
 */
record Settings(
        Path home,
        String host,
        int httpPort,
        int httpsPort,
        int mqttPort,
        int flinkPort,
        @Nullable String publicUrl,
        @Nullable String adminPassword,
        @Nullable StoreAddress store,
        boolean demo) {

    private static final int SHORTEST_PASSWORD = 10;

    /** A time-series server of one's own in place of the embedded one; it must speak as QuestDB does. */
    record StoreAddress(URI url, String user, String password) {}

    static Settings of(Map<String, String> environment, List<String> arguments) {
        for (var argument : arguments) {
            if (!argument.equals("--empty"))
                throw new StartFailure("unknown option " + argument, "try: ./shanshao help");
        }
        return new Settings(
                Path.of(environment.getOrDefault("SHANSHAO_HOME", ".shanshao")).toAbsolutePath(),
                environment.getOrDefault("SHANSHAO_HOST", "0.0.0.0"),
                port(environment, "SHANSHAO_HTTP_PORT", 8080),
                port(environment, "SHANSHAO_HTTPS_PORT", -1),
                port(environment, "SHANSHAO_MQTT_PORT", 1883),
                port(environment, "SHANSHAO_FLINK_PORT", 8081),
                given(environment, "SHANSHAO_PUBLIC_URL"),
                password(environment),
                store(environment),
                !arguments.contains("--empty"));
    }

    private static @Nullable String password(Map<String, String> environment) {
        var password = given(environment, "SHANSHAO_ADMIN_PASSWORD");
        if (password != null && password.length() < SHORTEST_PASSWORD) {
            throw new StartFailure(
                    "SHANSHAO_ADMIN_PASSWORD must have %d characters or more, had %d"
                            .formatted(SHORTEST_PASSWORD, password.length()),
                    "set a longer one, or unset it");
        }
        return password;
    }

    private static @Nullable StoreAddress store(Map<String, String> environment) {
        var url = given(environment, "SHANSHAO_STORE_URL");
        if (url == null) return null;
        return new StoreAddress(
                URI.create(url),
                environment.getOrDefault("SHANSHAO_STORE_USER", ""),
                environment.getOrDefault("SHANSHAO_STORE_PASSWORD", ""));
    }

    private static @Nullable String given(Map<String, String> environment, String name) {
        var value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    private static int port(Map<String, String> environment, String name, int standard) {
        var text = given(environment, name);
        if (text == null) return standard;
        try {
            var port = Integer.parseInt(text.strip());
            if (port >= -1 && port <= 65_535) return port;
        } catch (NumberFormatException e) {
            // told below, with the value
        }
        throw new StartFailure(name + " must be a port number, was '" + text + "'", "set it to 0…65535");
    }
}
