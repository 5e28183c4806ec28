package cn.shanshao.center.notification.smpp;

import cn.shanshao.center.notification.gateway.Redelivery;
import cn.shanshao.center.notification.gateway.SmsGateway.Standing;
import cn.shanshao.center.notification.smpp.Bind.Line;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;

/** The sessions of one carrier, and the places of its window, of which each session has its own. */
final class Binds {
    private final List<Bind> all;

    Binds(SmppSettings settings, Redelivery listener, SmppLink.Watch watch) {
        this.all = IntStream.range(0, settings.sessions())
                .mapToObj(number -> new Bind(settings, number, listener, watch, this::changed))
                .toList();
    }

    /** One place in a session; it is given back when this is closed. */
    final class Place implements AutoCloseable {
        private final Line line;

        private Place(Line line) {
            this.line = line;
        }

        SMPPSession session() {
            return line.session();
        }

        @Override
        public void close() {
            synchronized (Binds.this) {
                line.taken--;
                Binds.this.notifyAll();
            }
        }
    }

    void start() {
        all.forEach(Bind::start);
    }

    void stop() {
        all.forEach(Bind::stop);
    }

    boolean isBound() {
        return all.stream().anyMatch(Bind::isBound);
    }

    String trouble() {
        return all.stream()
                .filter(bind -> !bind.isBound())
                .map(Bind::trouble)
                .findFirst()
                .orElse("");
    }

    synchronized List<Standing> standings() {
        return all.stream().map(Binds::standing).toList();
    }

    private static Standing standing(Bind bind) {
        var line = bind.line();
        return line == null
                ? new Standing(false, 0, bind.trouble())
                : new Standing(line.isBound(), line.taken, bind.trouble());
    }

    /**
     * A place in the bound session that has most of them free; waits as long as that while all are taken.
     *
     * @return {@code null} when no session is bound, or all places stayed taken
     */
    synchronized @Nullable Place take(Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (isBound()) {
            var place = free();
            if (place != null) {
                return place;
            }
            var left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        return null;
    }

    private @Nullable Place free() {
        Line best = null;
        var most = 0;
        for (var bind : all) {
            var line = bind.line();
            if (line != null && line.isOpen() && bind.places() - line.taken > most) {
                most = bind.places() - line.taken;
                best = line;
            }
        }
        if (best == null) {
            return null;
        }
        best.taken++;
        return new Place(best);
    }

    private synchronized void changed() {
        notifyAll();
    }
}
