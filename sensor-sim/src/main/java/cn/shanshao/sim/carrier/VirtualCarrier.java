package cn.shanshao.sim.carrier;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A carrier for tests and demonstrations: a real SMPP 3.4 server on loopback whose phones live in this process. What
 * it delivers reaches nobody. Messages, and what the customer must still be told, survive a restart.
 */
public final class VirtualCarrier implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(VirtualCarrier.class);
    private static final int LONGEST = 670;
    private static final int BIND_MS = 10_000;
    private static final int ANSWER_MS = 10_000;
    private static final int RECEIPT_COURIERS = 4;
    private static final int PROCESSORS = 3;
    /** Requests of one session that wait; more are answered as throttled. */
    private static final int QUEUED = 1_000;

    private final ServerSocket socket;
    private final String systemId;
    private final String password;
    private final Exchange exchange;
    private final Customers customers = new Customers();
    private final Counter counter;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "virtual-carrier");
        thread.setDaemon(true);
        return thread;
    });

    private VirtualCarrier(ServerSocket socket, String systemId, String password, Exchange exchange) {
        this.socket = socket;
        this.systemId = systemId;
        this.password = password;
        this.exchange = exchange;
        this.counter = new Counter(exchange);
    }

    /**
     * Listens on loopback.
     *
     * @param port 0 for any free one
     * @param memory the file that keeps the messages over a restart
     * @throws IOException when the port is taken, or the memory cannot be read or written
     */
    public static VirtualCarrier start(int port, String systemId, String password, Path memory) throws IOException {
        var exchange = Exchange.open(memory);
        try {
            var socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            var carrier = new VirtualCarrier(socket, systemId, password, exchange);
            carrier.open();
            return carrier;
        } catch (IOException e) {
            exchange.close();
            throw e;
        }
    }

    private void open() {
        threads.execute(this::acceptAll);
        threads.execute(new Courier(exchange.typed(), customers, exchange));
        for (var i = 0; i < RECEIPT_COURIERS; i++) {
            threads.execute(new Courier(exchange.receipts(), customers, exchange));
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Every phone that was written to or typed on, by number. */
    public List<Phone> phones() {
        return exchange.phones();
    }

    /**
     * Sends what a person types on a phone to the customer, now or when the customer next binds.
     *
     * @param text 1…{@value #LONGEST} UTF-16 units
     * @throws IllegalArgumentException when number or text are not such
     * @throws IllegalStateException when too much waits to be told already
     */
    public void type(String number, String text) {
        if (!number.matches("[0-9]{3,20}")) {
            throw new IllegalArgumentException("a number has 3 to 20 digits, was " + number);
        }
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a text has 1 to %d characters, had %d".formatted(LONGEST, text.length()));
        }
        try {
            exchange.type(number, text);
        } catch (Exchange.Full e) {
            throw new IllegalStateException("the virtual carrier is full: " + e.getMessage(), e);
        }
    }

    private void acceptAll() {
        var connections = new ServerSocketConnection(socket);
        try {
            while (!socket.isClosed()) {
                var connection = connections.accept();
                threads.execute(() -> bind(connection));
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                log.error("the virtual carrier no longer listens", e);
            }
        }
    }

    private void bind(Connection connection) {
        var gone = new CountDownLatch(1);
        try {
            connection.setSoTimeout(BIND_MS);
            var session = session(connection, gone);
            if (!answer(session, session.waitForBind(BIND_MS))) {
                // the customer hangs up; a goodbye on the heels of the answer would make some miss the answer
                gone.await(BIND_MS, TimeUnit.MILLISECONDS);
                session.close();
            }
        } catch (TimeoutException | IOException | PDUStringException | IllegalStateException e) {
            log.info("a connection did not bind: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SMPPServerSession session(Connection connection, CountDownLatch gone) {
        var session = new SMPPServerSession(
                connection,
                (state, old, source) -> {
                    if (state == SessionState.CLOSED && source instanceof SMPPServerSession closed) {
                        customers.remove(closed);
                        gone.countDown();
                    }
                },
                counter,
                counter,
                PROCESSORS,
                QUEUED,
                new SynchronizedPDUSender(new Silence()),
                new DefaultPDUReader());
        session.setTransactionTimer(ANSWER_MS);
        return session;
    }

    private boolean answer(SMPPServerSession session, BindRequest request) throws IOException, PDUStringException {
        if (!same(systemId, request.getSystemId()) || !same(password, request.getPassword())) {
            request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
            return false;
        }
        if (!customers.add(session)) {
            request.reject(SMPPConstant.STAT_ESME_RALYBND);
            return false;
        }
        request.accept(systemId, InterfaceVersion.IF_34);
        return true;
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                (given == null ? "" : given).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
        customers.close();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }
}
