package cn.shanshao.center.notification.smpp;

import cn.shanshao.center.notification.gateway.Redelivery;
import cn.shanshao.center.notification.gateway.SmsGateway.Standing;
import cn.shanshao.center.notification.gateway.Turns;
import cn.shanshao.center.notification.gateway.Turns.Seats;
import cn.shanshao.center.notification.smpp.Bind.Line;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;

/** The sessions of one carrier, each of which has its own places of the window and its own rate. */
final class Binds {
    private final List<Bind> all;
    private final Turns<SMPPSession> turns = new Turns<>(this::open);

    Binds(SmppSettings settings, Redelivery listener, SmppLink.Watch watch) {
        this.all = IntStream.range(0, settings.sessions())
                .mapToObj(number -> new Bind(settings, number, listener, watch, turns::changed))
                .toList();
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

    List<Standing> standings() {
        return all.stream().map(Binds::standing).toList();
    }

    private static Standing standing(Bind bind) {
        var line = bind.line();
        return line == null
                ? new Standing(false, 0, bind.trouble())
                : new Standing(line.isBound(), line.seats().taken(), bind.trouble());
    }

    /**
     * A turn in a bound session; waits as long as that for one.
     *
     * @param urgency the lower, the sooner
     * @return {@code null} when no session is bound, or no turn came
     */
    Turns<SMPPSession>.@Nullable Turn take(int urgency, Duration patience) throws InterruptedException {
        return turns.take(urgency, patience);
    }

    private List<Seats<SMPPSession>> open() {
        return all.stream()
                .map(Bind::line)
                .filter(line -> line != null && line.isOpen())
                .map(Line::seats)
                .toList();
    }
}
