package cn.shanshao.center.https;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * HTTPS beside HTTP.
 *
 * @param port −1: none; 0: any free one
 * @param dir where our own authority and its certificate lie
 * @param names further names and addresses that the made certificate is for
 * @param certificate PEM with the chain; {@code null}: one is made
 * @param key PEM (PKCS#8) of that certificate
 * @param clientAuthority PEM of the authorities whose certificates users may log in with; {@code null}: none is asked for
 */
@ConfigurationProperties("shanshao.https")
record HttpsSettings(
        @DefaultValue("-1") int port,
        Path dir,
        @DefaultValue List<String> names,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path clientAuthority) {
    HttpsSettings {
        names = List.copyOf(names);
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException(
                    "shanshao.https.certificate and shanshao.https.key go together, only one is set");
        }
    }

    boolean isOn() {
        return port >= 0;
    }
}
