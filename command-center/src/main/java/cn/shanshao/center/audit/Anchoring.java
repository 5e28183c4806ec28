package cn.shanshao.center.audit;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
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
    private final KnownAnchors known;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Anchoring(
            Trail trail,
            AuditKey key,
            Anchors anchors,
            KnownAnchors known,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.trail = trail;
        this.key = key;
        this.anchors = anchors;
        this.known = known;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        transaction.executeWithoutResult(status -> begin());
    }

    private void begin() {
        try {
            trail.recall();
            var head = trail.head();
            if (head.seal() == null && !anchors.exist()) {
                anchors.add(head, clock.instant());
                keep(head.seq());
            }
            if (head.seal() == null && begunAt(head)) {
                trail.keep(Head.sealed(head.seq(), head.hash(), key));
            } else {
                look();
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

    /** Tells in the trail itself what was changed outside this program, so that a restart forgets nothing. */
    private void look() throws IOException {
        var head = trail.head();
        if (!trail.holds(head)) {
            LOG.error("the audit trail does not end as its key tells; try: ./shanshao audit verify");
            trail.tellBent(Map.of("seq", head.seq(), "hash", head.hash()));
        }
        var before = known.find();
        var begins = before.map(KnownAnchors.Known::begins).orElse(0L);
        var trouble = before.isPresent() ? anchors.trouble(before.get()) : Optional.<String>empty();
        if (trouble.isEmpty() && !anchors.exist()) {
            trouble = Optional.of(Chain.GONE);
        }
        if (trouble.isPresent()) {
            LOG.error("{}; try: ./shanshao audit verify", trouble.get());
            trail.tellBent(Map.of("anchors", trouble.get()));
        }
        if (!anchors.exist()) {
            anchors.add(trail.at(begins), clock.instant());
        }
        keep(before.isPresent() ? begins : anchors.read().begins());
    }

    private void keep(long begins) throws IOException {
        var standing = anchors.standing();
        known.keep(standing.lines(), standing.newest(), begins);
    }

    @Scheduled(fixedRateString = "${shanshao.audit.anchor-every:1h}")
    @PreDestroy
    void anchor() {
        try {
            transaction.executeWithoutResult(status -> write());
        } catch (RuntimeException e) {
            LOG.error("no anchor of the audit trail could be written; it is tried again in time", e);
        }
    }

    private void write() {
        try {
            look();
            anchors.add(trail.head(), clock.instant());
            keep(known.find().map(KnownAnchors.Known::begins).orElse(0L));
        } catch (IOException e) {
            throw new UncheckedIOException("the file of anchors of the audit trail", e);
        }
    }
}
