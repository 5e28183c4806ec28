package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** As whom users are known elsewhere. Taking one away is how it is revoked. */
@Component
class Identities {
    private final JdbcClient jdbc;
    private final AccountStore accounts;
    private final Clock clock;

    Identities(JdbcClient jdbc, AccountStore accounts, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
    }

    enum Kind {
        @JsonProperty("oidc")
        OIDC,
        @JsonProperty("certificate")
        CERTIFICATE
    }

    /**
     * One of them.
     *
     * @param issuer address of the OpenID provider, or the name (RFC 2253) of who issued the certificate
     * @param subject what the provider calls the user, or the serial number of the certificate, in hexadecimal
     */
    record Identity(String id, Kind kind, String issuer, String subject, Instant createdAt) {}

    /** By its issuer and serial number, which no authority gives twice (RFC 5280 § 4.1.2.2). */
    Optional<Account> of(X509Certificate certificate) {
        return find(
                Kind.CERTIFICATE,
                certificate.getIssuerX500Principal().getName(),
                certificate.getSerialNumber().toString(16));
    }

    /** Empty for one that is locked, too. */
    Optional<Account> find(Kind kind, String issuer, String subject) {
        return jdbc.sql("select a.* from account_identity i join account a using (username)"
                        + " where i.kind = ? and i.issuer = ? and i.subject = ? and " + Account.LIVE)
                .params(kind.name(), issuer, subject)
                .query(AccountStore::row)
                .optional()
                .map(accounts::opened);
    }

    List<Identity> ofUser(String username) {
        return jdbc.sql("select * from account_identity where username = ? order by created_at, id")
                .param(username)
                .query(Identities::identity)
                .list();
    }

    /** Empty when it is somebody's already. */
    Optional<Identity> add(String username, Kind kind, String issuer, String subject) {
        var made = new Identity(UUID.randomUUID().toString(), kind, issuer, subject, clock.instant());
        var isNew = jdbc.sql("insert into account_identity (id, username, kind, issuer, subject, created_at)"
                                + " values (?, ?, ?, ?, ?, ?) on conflict do nothing")
                        .params(made.id(), username, kind.name(), issuer, subject, Timestamp.from(made.createdAt()))
                        .update()
                == 1;
        return isNew ? Optional.of(made) : Optional.empty();
    }

    boolean drop(String username, String id) {
        return jdbc.sql("delete from account_identity where username = ? and id = ?")
                        .params(username, id)
                        .update()
                == 1;
    }

    /**
     * A serial number as {@link #of} writes it: {@code 0A:1b} and {@code a1b} are the same.
     *
     * @throws Problem 422 when it is none
     */
    static String serial(String text) {
        try {
            return new BigInteger(text.replace(":", "").replace(" ", ""), 16).toString(16);
        } catch (NumberFormatException e) {
            throw Problem.invalid("subject", text, "a serial number in hexadecimal: 0a:1b:2c");
        }
    }

    /**
     * The name of an issuer as {@link #of} writes it.
     *
     * @throws Problem 422 when it is none
     */
    static String name(String text) {
        try {
            return new X500Principal(text).getName();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("issuer", text, "a name such as CN=Shanshao CA,O=County");
        }
    }

    private static Identity identity(ResultSet row, int n) throws SQLException {
        return new Identity(
                row.getString("id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("issuer"),
                row.getString("subject"),
                row.getTimestamp("created_at").toInstant());
    }
}
