package cn.shanshao.center.audit;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins the keyed chain at the first start, and writes its head outside the database ever after. */
@Component
class Anchoring {
    private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);

    private final Trail trail;
    private final AuditKey key;
    private final Anchors anchors;
    private final Clock clock;

    Anchoring(Trail trail, AuditKey key, Anchors anchors, Clock clock, PlatformTransactionManager transactions) {
        this.trail = trail;
        this.key = key;
        this.anchors = anchors;
        this.clock = clock;
        new TransactionTemplate(transactions).executeWithoutResult(status -> begin());
    }

    private void begin() {
        var head = trail.head();
        try {
            if (!anchors.exist()) {
                anchors.add(head.seal() == null ? head : new Head(0, Entry.ROOT, null), clock.instant());
            }
            if (head.seal() == null && begunAt(head)) {
                trail.keep(Head.sealed(head.seq(), head.hash(), key));
            } else if (!trail.holds(head)) {
                LOG.error("the audit trail does not end as its key tells; try: ./shanshao audit verify");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the file of anchors of the audit trail", e);
        }
    }

    /** A stop between the first anchor and the first seal leaves just this one line. */
    private boolean begunAt(Head head) throws IOException {
        var written = anchors.read().anchors();
        return written.size() == 1
                && written.get(0).seq() == head.seq()
                && written.get(0).hash().equals(head.hash());
    }

    @Scheduled(fixedRateString = "${shanshao.audit.anchor-every:1h}")
    @PreDestroy
    void anchor() {
        try {
            var head = trail.head();
            if (trail.holds(head)) {
                anchors.add(head, clock.instant());
            } else {
                LOG.error("the audit trail does not end as its key tells; no anchor is written");
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("no anchor of the audit trail could be written; it is tried again in time", e);
        }
    }
}
