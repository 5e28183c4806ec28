package cn.shanshao.allinone;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * Passwords between the parts: generated. The one for PostgreSQL must outlive the process and is kept, readable by this
 * user alone; the others are new at each start and never leave memory.
 */
record Secrets(String postgres, String store, String job, String centre, String carrier) {
    private static final String FILE = "secrets.properties";
    private static final SecureRandom RANDOM = new SecureRandom();

    static Secrets of(Home home) {
        var kept = new Properties();
        try {
            var file = home.part(FILE);
            if (Files.exists(file)) {
                try (var in = Files.newBufferedReader(file)) {
                    kept.load(in);
                }
            }
            if (!kept.containsKey("postgres")) {
                kept.setProperty("postgres", generate());
                var out = new StringWriter();
                kept.store(out, null);
                home.write(FILE, out.toString());
            }
        } catch (IOException e) {
            throw new StartFailure(
                    "cannot keep " + FILE + ": " + e.getMessage(), "make room or rights in " + home.dir(), e);
        }
        // SMPP 3.4 allows eight characters for a password.
        return new Secrets(
                kept.getProperty("postgres"),
                generate(),
                generate(),
                generate(),
                generate().substring(0, 8));
    }

    /**
     * The one for PostgreSQL of a home that another process holds.
     *
     * @throws IOException when it was never made
     */
    static String kept(Path home) throws IOException {
        var kept = new Properties();
        try (var in = Files.newBufferedReader(home.resolve(FILE))) {
            kept.load(in);
        }
        return kept.getProperty("postgres");
    }

    /** 144 random bits in letters that need no quoting. */
    static String generate() {
        var bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
