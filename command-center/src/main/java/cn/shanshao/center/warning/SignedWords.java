package cn.shanshao.center.warning;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whether what leaves is what was signed. Who holds the database could write other words under the hash that was signed, so
 * the hash is made anew from the words that are stored.
 */
@Component
class SignedWords {
    private final Audit audit;
    private final TransactionTemplate byItself;

    SignedWords(Audit audit, PlatformTransactionManager transactions) {
        this.audit = audit;
        this.byItself = new TransactionTemplate(transactions);
        this.byItself.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * It stands in the trail when they are not, although what was tried is rolled back.
     *
     * @param stored as it would leave
     * @param signed the hash to which the signatures belong
     * @throws Problem 409 when it says anything else than what was signed
     */
    void mustBe(Notice stored, String signed) {
        var made = Drafting.hash(stored);
        if (made.equals(signed) && stored.hash().equals(signed)) {
            return;
        }
        byItself.executeWithoutResult(status -> audit.record(Act.of(NoticeDesk.SYSTEM, "notice.refuse", stored.id())
                .in(stored.division())
                .telling(Map.of("signedHash", signed, "storedHash", stored.hash(), "wordsHash", made))));
        throw Problem.conflict(
                "notice %s was signed under hash %s, and its words have hash %s: it says something else by"
                                .formatted(stored.id(), signed, made)
                        + " now, withdraw it (内容与签发时不一致)");
    }
}
