package cn.shanshao.center.approval;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.People;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A county office: people who write, sign and administer, and papers among them. */
@Lazy
final class Office {
    static final String PASSWORD = "long enough for us";
    static final String COUNTY = "220282";
    static final String CITY = "2202";
    static final String NEIGHBOUR = "220281";
    static final Duration DEADLINE = Duration.ofMinutes(10);

    private final Caller stranger;
    private final Approvals approvals;
    private final People people;
    private final TransactionTemplate transaction;

    Office(Caller stranger, Approvals approvals, People people, TransactionTemplate transaction) {
        this.stranger = stranger;
        this.approvals = approvals;
        this.people = people;
        this.transaction = transaction;
    }

    /** Takes somebody on, once. */
    String hire(String name, Role role, String division) {
        var form = Map.of(
                "username",
                name,
                "displayName",
                "人" + name,
                "password",
                PASSWORD,
                "role",
                role.name().toLowerCase(Locale.ROOT),
                "division",
                division);
        if (people.find(name).isEmpty()) {
            assertThat(stranger.admin().post("/api/v1/users", form).status()).isEqualTo(201);
        }
        return name;
    }

    Caller in(String name) {
        return stranger.signIn(name, PASSWORD);
    }

    CurrentUser user(String name) {
        return people.find(name).orElseThrow();
    }

    static String hash(int round) {
        return "%064x".formatted(round);
    }

    static Submission notice(String id) {
        return paper(id, Process.EVACUATION_NOTICE, List.of(Seat.of(Role.SIGNER, COUNTY)), List.of());
    }

    static Submission paper(String id, Process process, List<Seat> seats, List<Seat> cosigners) {
        return new Submission(
                id,
                process,
                "notice/" + id,
                "桦甸老岭沟后山转移通知",
                COUNTY,
                Realm.EXERCISE,
                Level.RED,
                hash(1),
                seats,
                cosigners,
                DEADLINE);
    }

    /** The same in the live realm, with words. */
    static Submission live(Submission s, String words) {
        return new Submission(
                s.id(),
                s.process(),
                s.subject(),
                s.title(),
                s.division(),
                Realm.LIVE,
                s.level(),
                s.hash(),
                s.seats(),
                s.cosigners(),
                s.deadline(),
                words);
    }

    static Submission again(Submission s, int round) {
        return new Submission(
                s.id(),
                s.process(),
                s.subject(),
                s.title(),
                s.division(),
                s.realm(),
                s.level(),
                hash(round),
                s.seats(),
                s.cosigners(),
                s.deadline(),
                s.words());
    }

    static Seat only(String... usernames) {
        return new Seat(null, null, Set.of(usernames));
    }

    Approval submit(Submission paper, String author) {
        return transaction.execute(status -> approvals.submit(paper, user(author)));
    }

    void inTransaction(Runnable work) {
        transaction.executeWithoutResult(status -> work.run());
    }

    Approval withdraw(String id, String by) {
        return transaction.execute(status -> approvals.withdraw(id, user(by), "不用了"));
    }

    Approval paper(String id) {
        return approvals.find(id).orElseThrow();
    }

    Caller.Answer sign(String who, String id, String hash) {
        return sign(who, id, hash, PASSWORD);
    }

    Caller.Answer sign(String who, String id, String hash, @Nullable String password) {
        var body = new HashMap<String, Object>();
        body.put("hash", hash);
        body.put("password", password);
        return in(who).post("/api/v1/approvals/" + id + "/sign", body);
    }

    static JsonNode done(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }
}
