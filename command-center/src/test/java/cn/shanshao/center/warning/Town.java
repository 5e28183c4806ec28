package cn.shanshao.center.warning;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;

/** Hears, inside the transaction, what is told of warnings; and may fail there. */
final class Town {
    private final List<NoticeIssued> issued = new CopyOnWriteArrayList<>();
    private final List<ClockRanOut> called = new CopyOnWriteArrayList<>();
    private volatile @Nullable String deafTo;

    @EventListener
    void on(NoticeIssued event) {
        if (event.notice().pointId().equals(deafTo)) {
            throw new IllegalStateException("nobody hears in the town");
        }
        issued.add(event);
    }

    @EventListener
    void on(ClockRanOut event) {
        called.add(event);
    }

    /** Fails whenever that point is spoken of; {@code null}: never. */
    void deafTo(@Nullable String point) {
        deafTo = point;
    }

    List<Notice> heardOf(String point) {
        return issued.stream()
                .map(NoticeIssued::notice)
                .filter(n -> n.pointId().equals(point))
                .toList();
    }

    List<ClockRanOut> calledFor(String point) {
        return called.stream().filter(c -> c.warning().pointId().equals(point)).toList();
    }
}
