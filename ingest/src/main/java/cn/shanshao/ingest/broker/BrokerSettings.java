package cn.shanshao.ingest.broker;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the embedded broker is set up.
 *
 * @param dir where its journal lies; made when missing
 * @param host to listen on
 * @param port to listen on; 0 for any that is free
 * @param services login → password of {@code job} and {@code centre}, held in memory only
 * @param devices the logins of the devices
 * @param tls a second door with TLS; {@code null} for none
 */
public record BrokerSettings(
        Path dir,
        String host,
        int port,
        Map<String, String> services,
        DeviceLogins devices,
        @Nullable Tls tls) {
    public BrokerSettings {
        services = Map.copyOf(services);
        for (var login : services.keySet()) {
            Rights.ofService(login);
        }
    }

    public BrokerSettings(Path dir, String host, int port, Map<String, String> services, DeviceLogins devices) {
        this(dir, host, port, services, devices, null);
    }

    /**
     * @param host to listen on
     * @param port to listen on; 0 for any that is free
     * @param keystore PKCS #12, with the key and its certificate chain
     */
    public record Tls(String host, int port, Path keystore, String password) {
        @Override
        public String toString() {
            return "Tls[" + host + ":" + port + ", " + keystore + "]";
        }
    }

    @Override
    public String toString() {
        return "BrokerSettings[" + dir + ", " + host + ":" + port + ", " + services.keySet() + ", " + tls + "]";
    }
}
