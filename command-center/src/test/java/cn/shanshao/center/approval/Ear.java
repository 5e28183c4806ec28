package cn.shanshao.center.approval;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Is told inside the transaction what becomes of papers, and may fail there; keeps what was committed. */
final class Ear {
    private final List<Object> heard = new CopyOnWriteArrayList<>();
    private volatile @Nullable String fails;

    @EventListener
    void on(Approved event) {
        hear(event);
    }

    @EventListener
    void on(SentBack event) {
        hear(event);
    }

    @EventListener
    void on(Withdrawn event) {
        hear(event);
    }

    @EventListener
    void on(SignatureOverdue event) {
        hear(event);
    }

    @EventListener
    void on(SignatureWanted event) {
        hear(event);
    }

    private void hear(Object event) {
        if (event.toString().contains("id=" + fails)) {
            throw new IllegalStateException("the paper cannot be printed");
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                heard.add(event);
            }
        });
    }

    /** Throws whenever that paper is spoken of; {@code null}: never. */
    void failsFor(@Nullable String id) {
        fails = id;
    }

    <T> List<T> of(Class<T> kind, String id) {
        return heard.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(event -> event.toString().contains("id=" + id + ","))
                .toList();
    }
}
