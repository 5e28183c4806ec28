package cn.shanshao.allinone;

import cn.shanshao.allinone.postgres.Postgres;
import cn.shanshao.center.audit.AuditVerification;
import cn.shanshao.center.audit.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Entry of {@code ./shanshao audit verify}: asks the database of the running system, or starts that of a stopped one for
 * as long as it takes. Ends with 0 when the trail is intact, with 1 when it was bent, with 2 when nobody can tell.
 */
final class AuditTool {
    private static final String USAGE = "./shanshao audit verify";
    private static final int PORT_LINE = 3;

    private AuditTool() {}

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (!List.of(arguments).equals(List.of("verify"))) {
            out.println(USAGE);
            System.exit(2);
        }
        try {
            var settings = Settings.of(System.getenv(), List.of());
            var verdict = verify(settings);
            out.println((verdict.intact() ? "intact  审计记录完整: " : "BENT  审计记录被改动: ") + verdict.sentence());
            System.exit(verdict.intact() ? 0 : 1);
        } catch (NoSuchFileException e) {
            out.println("cannot tell: there is no " + e.getFile() + "; the keys are made at the first ./shanshao up");
        } catch (IOException | RuntimeException e) {
            out.println("cannot tell: " + e.getMessage());
        }
        System.exit(2);
    }

    static Verdict verify(Settings settings) throws IOException {
        var home = settings.home();
        var audit = AuditFiles.of(home, System.getenv());
        if (!Files.exists(home.resolve("postgres/data/PG_VERSION"))) {
            throw new NoSuchFileException(home.resolve("postgres/data").toString());
        }
        try (var held = Home.open(home)) {
            try (var postgres = Postgres.start(
                    held.part("postgres"),
                    held.log("postgres.log"),
                    Secrets.of(held).postgres())) {
                return verify(postgres.port(), postgres.password(), audit);
            }
        } catch (HomeTaken e) {
            return verify(port(home), Secrets.kept(home), audit);
        }
    }

    private static Verdict verify(int port, String password, AuditFiles audit) throws IOException {
        var database = new PGSimpleDataSource();
        database.setURL("jdbc:postgresql://127.0.0.1:" + port + "/shanshao");
        database.setUser("shanshao");
        database.setPassword(password);
        return AuditVerification.of(database, audit.key(), audit.anchors());
    }

    /** The server writes it into the fourth line of its file. */
    private static int port(Path home) throws IOException {
        return Integer.parseInt(Files.readAllLines(home.resolve("postgres/data/postmaster.pid"))
                .get(PORT_LINE)
                .strip());
    }

    /**
     * Where the keys and the anchors of the trail lie: below the home, unless the environment says otherwise.
     *
     * @param key file
     * @param anchors file
     */
    record AuditFiles(Path key, Path anchors) {
        static AuditFiles of(Path home, Map<String, String> environment) {
            return new AuditFiles(
                    given(environment, "SHANSHAO_AUDIT_KEYFILE", home.resolve("audit/audit.key")),
                    given(environment, "SHANSHAO_AUDIT_ANCHORFILE", home.resolve("audit/audit.anchors")));
        }

        private static Path given(Map<String, String> environment, String name, Path usual) {
            var text = environment.getOrDefault(name, "");
            return text.isBlank() ? usual : Path.of(text).toAbsolutePath();
        }
    }
}
