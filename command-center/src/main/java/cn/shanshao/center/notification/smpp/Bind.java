package cn.shanshao.center.notification.smpp;

import cn.shanshao.center.Loop;
import cn.shanshao.center.notification.gateway.Redelivery;
import cn.shanshao.center.notification.gateway.Turns.Seats;
import cn.shanshao.ingest.mqtt.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one transceiver session bound to the carrier. One that is lost is bound again, with back-off. */
final class Bind {
    private static final Logger log = LoggerFactory.getLogger(Bind.class);
    private static final Backoff REST = Backoff.between(Duration.ofMillis(200), Duration.ofSeconds(10));

    private final SmppSettings settings;
    private final int number;
    private final Redelivery listener;
    private final SmppLink.Watch watch;
    private final Runnable onChange;
    private final Loop keeper;
    private volatile @Nullable Line line;
    private volatile String trouble = "not bound yet";

    /**
     * @param number of the session, from 0
     * @param listener the same for all sessions of the carrier, for it may bring over one what another could not answer
     * @param onChange called whenever the session is bound or lost; must return at once
     */
    Bind(SmppSettings settings, int number, Redelivery listener, SmppLink.Watch watch, Runnable onChange) {
        this.settings = settings;
        this.number = number;
        this.listener = listener;
        this.watch = watch;
        this.onChange = onChange;
        this.keeper = new Loop(settings.sessions() == 1 ? "smpp-link" : "smpp-link-" + (number + 1), REST, this::hold);
    }

    void start() {
        keeper.start();
    }

    /** It may be started again. */
    void stop() {
        keeper.stop(Duration.ZERO);
    }

    /** One session from its beginning to its end. */
    record Line(Seats<SMPPSession> seats) {
        boolean isBound() {
            return seats.session().getSessionState().isBound();
        }

        boolean isOpen() {
            return seats.session().getSessionState().isTransmittable();
        }
    }

    /** The present one, bound or just about to be lost. */
    @Nullable
    Line line() {
        return line;
    }

    boolean isBound() {
        var now = line;
        return now != null && now.isBound();
    }

    /** Why not; of no meaning while it is. */
    String trouble() {
        return trouble;
    }

    /** How many requests may wait for their answer here at once. */
    private int places() {
        return settings.places(number);
    }

    private void hold() throws IOException, InterruptedException {
        var lost = new CountDownLatch(1);
        var fresh = bind(lost);
        try {
            listener.doubt();
            line = new Line(new Seats<>(fresh, places(), settings.rate()));
            log.info(
                    "session {} of {} is bound to the carrier at {}:{} as {}",
                    number + 1,
                    settings.sessions(),
                    settings.host(),
                    settings.port(),
                    settings.systemId());
            onChange.run();
            watch.bound();
            lost.await();
        } finally {
            trouble = "the carrier's connection was lost";
            line = null;
            onChange.run();
            fresh.unbindAndClose();
        }
        throw new IOException(trouble);
    }

    private SMPPSession bind(CountDownLatch lost) throws IOException {
        var fresh = new SMPPSession(connections());
        fresh.setTransactionTimer(settings.answer().toMillis());
        fresh.setEnquireLinkTimer((int) settings.enquire().toMillis());
        // Answers to our own requests share these threads with what comes in: never fewer threads than requests.
        fresh.setPduProcessorDegree(3 * places() + 4);
        fresh.setQueueCapacity(1_000);
        fresh.setMessageReceiverListener(new Receiver(incoming -> {
            try {
                listener.arrived(incoming);
            } finally {
                if (lost.getCount() == 0) {
                    listener.doubt();
                }
            }
        }));
        fresh.addSessionStateListener((now, before, source) -> {
            if (now == SessionState.CLOSED) {
                lost.countDown();
                listener.doubt();
            }
        });
        try {
            fresh.connectAndBind(
                    settings.host(),
                    settings.port(),
                    parameters(),
                    settings.answer().toMillis());
            return fresh;
        } catch (Distrusted e) {
            trouble = String.valueOf(e.getMessage());
            watch.distrusted(trouble);
            fresh.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            trouble = String.valueOf(e.getMessage());
            fresh.close();
            throw e;
        }
    }

    private ConnectionFactory connections() {
        var tls = settings.tls();
        return tls == null ? SocketConnectionFactory.getInstance() : new TlsConnections(tls, settings.answer());
    }

    private BindParameter parameters() {
        return new BindParameter(
                BindType.BIND_TRX,
                settings.systemId(),
                settings.password(),
                "",
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                null);
    }
}
