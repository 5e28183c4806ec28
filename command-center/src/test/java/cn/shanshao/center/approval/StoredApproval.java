package cn.shanshao.center.approval;

import cn.shanshao.center.identity.People;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.Realm;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/** Lays papers before their signers, for tests of other modules. */
public final class StoredApproval {
    private final Approvals approvals;
    private final Delegations delegations;
    private final People people;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StoredApproval(
            Approvals approvals, Delegations delegations, People people, TransactionTemplate transaction, Clock clock) {
        this.approvals = approvals;
        this.delegations = delegations;
        this.people = people;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** One for every signer and expert of the division, and a delegation by the author with the same id. */
    public void save(String id, String division, String author) {
        var seats = List.of(Seat.of(Role.SIGNER, division), Seat.of(Role.EXPERT, division));
        var paper = new Submission(
                id,
                Process.EVACUATION_NOTICE,
                "notice/" + id,
                "转移通知",
                division,
                Realm.EXERCISE,
                null,
                "a".repeat(64),
                seats,
                List.of(),
                Duration.ofHours(1));
        var now = clock.instant();
        transaction.executeWithoutResult(status -> {
            approvals.submit(paper, people.find(author).orElseThrow());
            delegations.add(new Delegation(id, author, author, division, null, now, now.plusSeconds(3600)));
        });
    }
}
