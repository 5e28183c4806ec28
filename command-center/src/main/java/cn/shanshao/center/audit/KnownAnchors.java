package cn.shanshao.center.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the file of anchors held when it was last written, as the database remembers it under a seal of the key. */
final class KnownAnchors {
    private final JdbcClient jdbc;
    private final AuditKey key;

    KnownAnchors(JdbcClient jdbc, AuditKey key) {
        this.jdbc = jdbc;
        this.key = key;
    }

    /**
     * What is known.
     *
     * @param lines of the file
     * @param newest SHA-256 of the last of them, in hexadecimal
     * @param begins number of the entry after which the chain has a key
     * @param holds whether it is as it was written
     */
    record Known(long lines, String newest, long begins, boolean holds) {}

    /** Empty before the file was first written, and in a database of versions before this one. */
    Optional<Known> find() {
        return jdbc.sql("select lines, newest, begins, seal from audit_anchors")
                .query((row, n) -> {
                    var seal = seal(row.getLong("lines"), row.getString("newest"), row.getLong("begins"));
                    return new Known(
                            row.getLong("lines"),
                            row.getString("newest"),
                            row.getLong("begins"),
                            MessageDigest.isEqual(seal, row.getBytes("seal")));
                })
                .optional();
    }

    void keep(long lines, String newest, long begins) {
        jdbc.sql("insert into audit_anchors (lines, newest, begins, seal) values (?, ?, ?, ?) on conflict (one)"
                        + " do update set lines = excluded.lines, newest = excluded.newest, begins = excluded.begins,"
                        + " seal = excluded.seal")
                .params(lines, newest, begins, seal(lines, newest, begins))
                .update();
    }

    private byte[] seal(long lines, String newest, long begins) {
        return key.mac("anchors %d %s %d".formatted(lines, newest, begins).getBytes(StandardCharsets.US_ASCII));
    }
}
