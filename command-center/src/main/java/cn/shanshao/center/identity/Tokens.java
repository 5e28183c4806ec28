package cn.shanshao.center.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Bearer tokens of machines: they act as the user who made them, as far as their scope goes. */
@Component
class Tokens {
    static final String PREFIX = "shan_";

    private final JdbcClient jdbc;
    private final AccountStore accounts;
    private final Clock clock;

    Tokens(JdbcClient jdbc, AccountStore accounts, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
    }

    enum Scope {
        @JsonProperty("read")
        READ,
        @JsonProperty("write")
        WRITE
    }

    /** @param usedAt to the minute; {@code null} when it never was */
    record Token(
            String id,
            String label,
            Scope scope,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant usedAt) {}

    record Made(Token token, String secret) {}

    /** @param id of the token, which tells nothing of its secret */
    record Bearer(String id, CurrentUser user, Scope scope) {}

    Made make(String username, String label, Scope scope, Instant expiresAt) {
        var token = new Token(UUID.randomUUID().toString(), label, scope, clock.instant(), expiresAt, null);
        var secret = PREFIX + Secret.random();
        jdbc.sql("insert into token (id, hash, username, label, scope, created_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        token.id(),
                        Secret.hash(secret),
                        username,
                        label,
                        scope.name(),
                        Timestamp.from(token.createdAt()),
                        Timestamp.from(expiresAt))
                .update();
        return new Made(token, secret);
    }

    Optional<Bearer> find(String secret) {
        var now = Timestamp.from(clock.instant());
        record Found(String id, AccountStore.Row account, Scope scope) {}
        var bearer = jdbc.sql("select a.*, t.id, t.scope from token t join account a using (username)"
                        + " where t.hash = ? and not a.once and " + Account.LIVE + " and t.expires_at > ?")
                .params(Secret.hash(secret), now)
                .query((row, n) ->
                        new Found(row.getString("id"), AccountStore.row(row, n), Scope.valueOf(row.getString("scope"))))
                .optional()
                .map(found ->
                        new Bearer(found.id(), accounts.opened(found.account()).user(), found.scope()));
        bearer.ifPresent(one -> jdbc.sql(
                        "update token set used_at = ?"
                                + " where id = ? and (used_at is null or used_at < cast(? as timestamptz) - interval '1 minute')")
                .params(now, one.id(), now)
                .update());
        return bearer;
    }

    List<Token> of(String username) {
        return jdbc.sql("select * from token where username = ? order by created_at")
                .param(username)
                .query((row, n) -> new Token(
                        row.getString("id"),
                        row.getString("label"),
                        Scope.valueOf(row.getString("scope")),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("expires_at").toInstant(),
                        used(row.getTimestamp("used_at"))))
                .list();
    }

    private static @Nullable Instant used(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /** A new password, or a lock, holds for machines too. */
    void dropAllOf(String username) {
        jdbc.sql("delete from token where username = ?").param(username).update();
    }

    boolean drop(String username, String id) {
        return jdbc.sql("delete from token where username = ? and id = ?")
                        .params(username, id)
                        .update()
                == 1;
    }
}
