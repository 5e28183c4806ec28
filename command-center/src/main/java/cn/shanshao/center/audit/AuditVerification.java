package cn.shanshao.center.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Holds a trail against its key and anchors without a command centre, so also one that is stopped. */
public final class AuditVerification {
    private AuditVerification() {}

    /**
     * Reads only.
     *
     * @throws IOException when the key cannot be read
     */
    public static Verdict of(DataSource database, Path keyFile, Path anchorFile) throws IOException {
        var key = AuditKey.read(keyFile);
        var jdbc = JdbcClient.create(database);
        var trail = new Trail(jdbc, Clock.systemUTC(), key);
        var anchors = new Anchors(anchorFile, key);
        return new Chain(trail, key, anchors, new KnownAnchors(jdbc, key), new JdbcTransactionManager(database))
                .verify();
    }
}
