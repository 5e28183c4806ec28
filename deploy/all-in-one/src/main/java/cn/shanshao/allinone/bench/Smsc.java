package cn.shanshao.allinone.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.MessageId;

/**
 * An SMPP 3.4 server on the loopback that takes everything: each submit_sm has its answer after a fixed time, and its receipt
 * two seconds later, as a carrier has that knows all phones and finds them on. It counts, and keeps no text.
 */
final class Smsc implements ServerMessageReceiverListener, AutoCloseable {
    static final String LOGIN = "bench";
    static final String PASSWORD = "bench";

    private static final long RECEIPT_AFTER = Duration.ofSeconds(2).toNanos();
    private static final int BIND_MS = 10_000;
    private static final int ANSWER_MS = 30_000;
    private static final int QUEUED = 1_000;
    private final ServerSocket socket;
    private final SMPPServerSessionListener listener;
    private final long answerNanos;
    private final AtomicLong ids = new AtomicLong();
    private final BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile Tally tally = new Tally();

    private record Receipt(SMPPServerSession to, String id, String number, Tally tally, long due) {}

    /**
     * Listens on a free port.
     *
     * @param window requests of a client that may wait for their answer at once, and receipts of this side
     * @param answer how long each waits for it
     */
    static Smsc start(int window, Duration answer) throws IOException {
        var smsc = new Smsc(window, answer);
        smsc.threads.forEach(Thread::start);
        return smsc;
    }

    private Smsc(int window, Duration answer) throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        answerNanos = answer.toNanos();
        listener = new SMPPServerSessionListener(0, new On(socket));
        listener.setMessageReceiverListener(this);
        listener.setPduProcessorDegree(2 * window);
        listener.setQueueCapacity(QUEUED);
        threads.add(daemon(this::accept));
        for (var i = 0; i < window; i++) {
            threads.add(daemon(this::tellReceipts));
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "bench-smsc");
        thread.setDaemon(true);
        return thread;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Counts from nothing; what was taken before, and its receipts, are counted no more. */
    Tally fresh() {
        var next = new Tally();
        tally = next;
        return next;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var session = listener.accept();
                session.setTransactionTimer(ANSWER_MS);
                session.waitForBind(BIND_MS).accept(LOGIN);
            } catch (IOException | TimeoutException | PDUStringException | IllegalStateException e) {
                // the end of the bench, or a client that went away before it bound: it binds again
            }
        }
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm pdu, SMPPServerSession from) throws ProcessRequestException {
        var now = System.nanoTime();
        var counting = tally;
        counting.submitted(pdu.getDestAddress(), now);
        var id = Long.toString(ids.incrementAndGet());
        var answerAt = now + answerNanos;
        for (var left = answerNanos; left > 0; left = answerAt - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        receipts.add(new Receipt(from, id, pdu.getDestAddress(), counting, answerAt + RECEIPT_AFTER));
        try {
            return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
        } catch (PDUStringException e) {
            throw new ProcessRequestException("no id", SMPPConstant.STAT_ESME_RSYSERR, e);
        }
    }

    private void tellReceipts() {
        try {
            while (!socket.isClosed()) {
                var next = receipts.take();
                for (var left = next.due() - System.nanoTime(); left > 0; left = next.due() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                tell(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that cannot be told now is told after all others. */
    private void tell(Receipt receipt) {
        var text = "id:%s sub:001 dlvrd:001 submit date:2611260000 done date:2611260000 stat:DELIVRD err:000 text:"
                .formatted(receipt.id());
        try {
            receipt.to()
                    .deliverShortMessage(
                            "",
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.ISDN,
                            receipt.number(),
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.ISDN,
                            "10690000",
                            new ESMClass(0x04),
                            (byte) 0,
                            (byte) 0,
                            new RegisteredDelivery(0),
                            new GeneralDataCoding(Alphabet.ALPHA_DEFAULT),
                            text.getBytes(StandardCharsets.ISO_8859_1));
            receipt.tally().receiptTaken(System.nanoTime());
        } catch (NegativeResponseException | ResponseTimeoutException e) {
            receipts.add(receipt);
        } catch (PDUException | InvalidResponseException | IOException e) {
            receipt.tally().receiptLost();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.forEach(Thread::interrupt);
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti pdu, SMPPServerSession from)
            throws ProcessRequestException {
        throw notSpoken();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm pdu, SMPPServerSession from) throws ProcessRequestException {
        throw notSpoken();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm pdu, SMPPServerSession from) throws ProcessRequestException {
        throw notSpoken();
    }

    @Override
    public void onAcceptCancelSm(CancelSm pdu, SMPPServerSession from) throws ProcessRequestException {
        throw notSpoken();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm pdu, SMPPServerSession from)
            throws ProcessRequestException {
        throw notSpoken();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm pdu, SMPPServerSession from)
            throws ProcessRequestException {
        throw notSpoken();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm pdu, SMPPServerSession from)
            throws ProcessRequestException {
        throw notSpoken();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session from) throws ProcessRequestException {
        throw notSpoken();
    }

    private static ProcessRequestException notSpoken() {
        return new ProcessRequestException("only submit_sm is spoken here", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    /** The listener that jsmpp brings along would listen on every address. */
    private record On(ServerSocket socket) implements ServerConnectionFactory {
        @Override
        public ServerConnection listen(int port) {
            return new ServerSocketConnection(socket);
        }

        @Override
        public ServerConnection listen(int port, int timeout) {
            return listen(port);
        }

        @Override
        public ServerConnection listen(int port, int timeout, int backlog) {
            return listen(port);
        }
    }
}
