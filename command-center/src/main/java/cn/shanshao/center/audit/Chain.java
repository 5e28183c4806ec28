package cn.shanshao.center.audit;

import cn.shanshao.center.audit.Anchors.Anchor;
import cn.shanshao.center.audit.Verdict.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Goes along the whole trail, a thousand entries at a time, and holds it against the key and the anchors. */
final class Chain {
    static final String GONE = "the file of anchors is gone";
    private static final int LOT = 1000;

    private final Trail trail;
    private final AuditKey key;
    private final Anchors anchors;
    private final KnownAnchors known;
    private final TransactionTemplate snapshot;

    Chain(Trail trail, AuditKey key, Anchors anchors, KnownAnchors known, PlatformTransactionManager transactions) {
        this.trail = trail;
        this.key = key;
        this.anchors = anchors;
        this.known = known;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    Verdict verify() {
        try {
            if (!anchors.exist()) {
                return Verdict.bent(0, null, Fault.ANCHOR_BENT, GONE);
            }
            // before the file is read: it grows, and what the database knows of it after that
            var expected = known.find();
            var trouble = expected.isPresent() ? anchors.trouble(expected.get()) : Optional.<String>empty();
            if (trouble.isPresent()) {
                return Verdict.bent(0, null, Fault.ANCHOR_BENT, trouble.get());
            }
            var read = anchors.read();
            return snapshot.execute(status -> new Walk(read, expected.map(KnownAnchors.Known::begins)).verdict());
        } catch (IOException e) {
            throw new UncheckedIOException("the file of anchors", e);
        }
    }

    private final class Walk {
        private final Anchors.Read read;
        private final Map<Long, Anchor> bySeq;
        private final long keyBegins;
        private long seq;
        private String previous = Entry.ROOT;

        Walk(Anchors.Read read, Optional<Long> keyBegins) {
            this.read = read;
            this.bySeq = read.anchors().stream()
                    .collect(Collectors.toMap(
                            Anchor::seq,
                            a -> a,
                            (first, again) -> first.hash().equals(again.hash())
                                    ? first
                                    : new Anchor(first.seq(), "two anchors", again.at())));
            this.keyBegins = keyBegins.orElse(read.begins());
        }

        Verdict verdict() {
            for (var lot = trail.onward(0, LOT); !lot.isEmpty(); lot = trail.onward(seq, LOT)) {
                for (var entry : lot) {
                    var bent = fault(entry);
                    if (bent != null) {
                        return bent;
                    }
                    seq = entry.seq();
                    previous = entry.hash();
                }
            }
            return end().orElseGet(() -> Verdict.whole(seq));
        }

        private @Nullable Verdict fault(Entry entry) {
            var next = seq + 1;
            if (entry.seq() != next) {
                return bent(next, Fault.MISSING, "entry %d is missing: entry %d follows".formatted(next, entry.seq()));
            }
            if (!holds(entry)) {
                return followerHolds(entry)
                        ? bent(next, Fault.CHANGED, "entry %d is not what was written".formatted(next))
                        : bent(
                                next,
                                Fault.RECOMPUTED,
                                "from entry %d on the chain was made without the key".formatted(next));
            }
            var anchor = bySeq.get(next);
            if (anchor != null && !anchor.hash().equals(entry.hash())) {
                return bent(
                        next,
                        Fault.RECOMPUTED,
                        "entry %d is another one than the anchor of %s tells".formatted(next, anchor.at()));
            }
            if (entry.action().equals(Trail.BENT.action())) {
                return entry.detail().startsWith("{\"anchors\":")
                        ? bent(
                                next,
                                Fault.ANCHOR_BENT,
                                "before entry %d the file of anchors was changed".formatted(next))
                        : bent(
                                next,
                                Fault.END_CHANGED,
                                "before entry %d the end of the chain was changed".formatted(next));
            }
            return null;
        }

        private boolean holds(Entry entry) {
            var sealed = entry.seq() <= keyBegins ? entry.holdsWithoutKey() : entry.holds(key);
            return sealed && entry.previous().equals(previous);
        }

        /** Then one entry alone was changed; else whoever did it went on to the end of the chain. */
        private boolean followerHolds(Entry entry) {
            return trail.onward(entry.seq(), 1).stream()
                    .allMatch(e -> e.seq() <= keyBegins ? e.holdsWithoutKey() : e.holds(key));
        }

        private Optional<Verdict> end() {
            var next = seq + 1;
            var beyond = read.anchors().stream().filter(a -> a.seq() > seq).findFirst();
            if (beyond.isPresent()) {
                return Optional.of(bent(
                        next,
                        Fault.CUT_OFF,
                        "from entry %d on the trail is gone: the anchor of %s tells of entry %d"
                                .formatted(next, beyond.get().at(), beyond.get().seq())));
            }
            var head = trail.head();
            if (!head.holds(key)) {
                return Optional.of(bent(next, Fault.END_CHANGED, "the end of the chain was changed"));
            }
            if (head.seq() > seq) {
                return Optional.of(bent(
                        next,
                        Fault.CUT_OFF,
                        "from entry %d on the trail is gone: it went to entry %d".formatted(next, head.seq())));
            }
            if (head.seq() != seq || !head.hash().equals(previous)) {
                return Optional.of(
                        bent(seq, Fault.END_CHANGED, "the end of the chain is another one than was written"));
            }
            return read.bentLine() == 0
                    ? Optional.empty()
                    : Optional.of(Verdict.bent(
                            seq,
                            null,
                            Fault.ANCHOR_BENT,
                            "line %d of the file of anchors is not as it was signed".formatted(read.bentLine())));
        }

        private Verdict bent(long first, Fault fault, String sentence) {
            return Verdict.bent(seq, first, fault, sentence);
        }
    }
}
