package cn.shanshao.center.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority, and what it issues, made by the JDK's own keytool. */
public final class Certificates {
    public static final String PASSWORD = "of the test";

    private final Path folder;
    private final String authority;

    /** @param authority its common name, and that of its files */
    public Certificates(Path folder, String authority) {
        this.folder = folder;
        this.authority = authority;
        keytool(
                "-genkeypair",
                "-alias",
                "ca",
                "-keystore",
                store(authority).toString(),
                "-dname",
                issuer(),
                "-ext",
                "bc:c",
                "-keyalg",
                "EC",
                "-validity",
                "2");
        keytool(
                "-exportcert",
                "-alias",
                "ca",
                "-keystore",
                store(authority).toString(),
                "-rfc",
                "-file",
                file(authority, ".crt"));
    }

    String issuer() {
        return "CN=" + authority + ",O=Shanshao";
    }

    /** Its own certificate. */
    public Path pem() {
        return folder.resolve(authority + ".crt");
    }

    /** A store of nothing but the certificate in that file. */
    static KeyStore trusting(Path certificate) throws GeneralSecurityException {
        try (var in = Files.newInputStream(certificate)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key store with one key and its chain, for a name and for the loopback's names. */
    public Path issue(String name) {
        return issue(name, "dns:localhost,ip:127.0.0.1", "-1d");
    }

    /** The same for other names, as keytool writes them. */
    public Path issueFor(String alternatives, String name) {
        return issue(name, alternatives, "-1d");
    }

    /** The same, and it was valid for two days until eight days ago. */
    public Path issueExpired(String name) {
        return issue(name, "dns:localhost,ip:127.0.0.1", "-10d");
    }

    private Path issue(String name, String alternatives, String from) {
        var store = store(name);
        keytool(
                "-genkeypair",
                "-alias",
                "own",
                "-keystore",
                store.toString(),
                "-dname",
                "CN=" + name + ",O=Shanshao",
                "-keyalg",
                "EC",
                "-validity",
                "2");
        keytool("-certreq", "-alias", "own", "-keystore", store.toString(), "-file", file(name, ".csr"));
        keytool(
                "-gencert",
                "-alias",
                "ca",
                "-keystore",
                store(authority).toString(),
                "-infile",
                file(name, ".csr"),
                "-outfile",
                file(name, ".crt"),
                "-startdate",
                from,
                "-validity",
                "2",
                "-ext",
                "san=" + alternatives);
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "ca",
                "-keystore",
                store.toString(),
                "-file",
                file(authority, ".crt"));
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "own",
                "-keystore",
                store.toString(),
                "-file",
                file(name, ".crt"));
        return store;
    }

    private Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    private String file(String name, String ending) {
        return folder.resolve(name + ending).toString();
    }

    public static KeyStore load(Path file) {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    private static void keytool(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
