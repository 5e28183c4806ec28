package cn.shanshao.center.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sessions live in the database: a restart of the command centre signs nobody out, and a wall stays up. */
@Component
class Sessions {
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    /** Of one user: enough for every wall and phone of an office, and no room for a program that signs in for each call. */
    static final int MOST = 100;

    private static final int LONGEST_AGENT = 200;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final IdentitySettings settings;
    private final AccountStore accounts;

    Sessions(JdbcClient jdbc, AccountStore accounts, Clock clock, IdentitySettings settings) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * A session that just began.
     *
     * @param secret goes into the cookie, and is kept nowhere
     */
    record Begun(String secret, Session session) {}

    /**
     * An open session.
     *
     * @param once the password was made for the user, who may do nothing but choose another
     */
    record Session(CurrentUser user, String csrf, boolean once) {}

    /**
     * A session as its user and the administrators see it.
     *
     * @param id by which the trail knows it
     * @param address from which it began
     * @param agent what the browser said that it is
     */
    record Open(
            String id,
            Instant createdAt,
            Instant seenAt,
            @Nullable String address,
            @Nullable String agent) {}

    /** The user's session that was not used for the longest ends when there are too many. */
    Begun begin(Account account, @Nullable String address, @Nullable String agent) {
        var user = account.user();
        var secret = Secret.random();
        var csrf = Secret.random();
        var now = Timestamp.from(clock.instant());
        jdbc.sql("insert into session (hash, username, csrf, created_at, seen_at, address, agent)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(Secret.hash(secret), user.username(), csrf, now, now, address, cut(agent))
                .update();
        jdbc.sql(
                        "delete from session where username = ? and hash not in"
                                + " (select hash from session where username = ? order by seen_at desc, created_at desc limit ?)")
                .params(user.username(), user.username(), MOST)
                .update();
        return new Begun(secret, new Session(user, csrf, account.once()));
    }

    Optional<Session> find(String secret) {
        var now = clock.instant();
        var hash = Secret.hash(secret);
        record Seen(AccountStore.Row account, String csrf, Timestamp at) {
            Session session(Account opened) {
                return new Session(opened.user(), csrf, opened.once());
            }
        }
        var seen = jdbc.sql("select a.*, s.csrf, s.seen_at from session s join account a using (username)"
                        + " where s.hash = ? and " + Account.LIVE + " and s.seen_at > ? and s.created_at > ?")
                .params(
                        hash,
                        Timestamp.from(now.minus(settings.sessionIdle())),
                        Timestamp.from(now.minus(settings.sessionLongest())))
                .query((row, n) ->
                        new Seen(AccountStore.row(row, n), row.getString("csrf"), row.getTimestamp("seen_at")))
                .optional();
        if (seen.isPresent() && seen.get().at().toInstant().plus(NOTED_EVERY).isBefore(now)) {
            jdbc.sql("update session set seen_at = ? where hash = ?")
                    .params(Timestamp.from(now), hash)
                    .update();
        }
        return seen.map(one -> one.session(accounts.opened(one.account())));
    }

    /** By which the trail tells one session from another; it lets nobody in. */
    static String name(String secret) {
        return id(Secret.hash(secret));
    }

    private static String id(byte[] hash) {
        return HexFormat.of().formatHex(hash, 0, 8);
    }

    private static @Nullable String cut(@Nullable String agent) {
        return agent == null || agent.length() <= LONGEST_AGENT ? agent : agent.substring(0, LONGEST_AGENT);
    }

    /** The newest first. */
    List<Open> of(String username) {
        var now = clock.instant();
        return jdbc.sql("select * from session where username = ? and seen_at > ? and created_at > ?"
                        + " order by seen_at desc, created_at desc")
                .params(
                        username,
                        Timestamp.from(now.minus(settings.sessionIdle())),
                        Timestamp.from(now.minus(settings.sessionLongest())))
                .query((row, n) -> new Open(
                        id(row.getBytes("hash")),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("seen_at").toInstant(),
                        row.getString("address"),
                        row.getString("agent")))
                .list();
    }

    /** Whether the user had such a session. */
    boolean end(String username, String id) {
        return jdbc.sql("delete from session where username = ? and encode(substr(hash, 1, 8), 'hex') = ?")
                        .params(username, id)
                        .update()
                > 0;
    }

    void end(String secret) {
        jdbc.sql("delete from session where hash = ?")
                .param(Secret.hash(secret))
                .update();
    }

    void endAllOf(String username) {
        jdbc.sql("delete from session where username = ?").param(username).update();
    }

    @Scheduled(fixedDelayString = "PT1H")
    void sweep() {
        var now = clock.instant();
        jdbc.sql("delete from session where seen_at < ? or created_at < ?")
                .params(
                        Timestamp.from(now.minus(settings.sessionIdle())),
                        Timestamp.from(now.minus(settings.sessionLongest())))
                .update();
        jdbc.sql("delete from token where expires_at < ?")
                .param(Timestamp.from(now))
                .update();
    }
}
