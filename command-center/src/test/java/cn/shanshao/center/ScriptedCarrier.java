package cn.shanshao.center;

import cn.shanshao.center.notification.gateway.Allowance;
import cn.shanshao.center.notification.gateway.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
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
import org.jsmpp.extra.ProcessRequestException;
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
import org.jspecify.annotations.Nullable;

/** An SMPP server on loopback that does what the test says with each submit_sm. */
public final class ScriptedCarrier implements ServerMessageReceiverListener, Peer {
    /** As carriers give it: on a loaded machine the two seconds of the library are no sign that nobody answers. */
    private static final int ANSWER_MS = 30_000;

    /**
     * One submit_sm as it came.
     *
     * @param service type; empty of a short message
     */
    public record Submitted(
            String to, byte[] body, boolean hasHeader, int reference, String validity, String service, int coding) {
        /** UCS-2 of class 0. */
        public boolean isFlash() {
            return coding == 0x18;
        }

        public boolean isCall() {
            return service.equals("VOICE");
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_16BE);
        }

        /** The text of this part. */
        String withoutHeader() {
            var from = hasHeader ? 1 + body[0] : 0;
            return new String(body, from, body.length - from, StandardCharsets.UTF_16BE);
        }
    }

    private final List<Submitted> submitted = new CopyOnWriteArrayList<>();
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ServerSocket socket;
    private final SMPPServerSessionListener listener;
    private final Map<String, Queue<Does>> scripts = new ConcurrentHashMap<>();

    private final AtomicReference<@Nullable CountDownLatch> swapped = new AtomicReference<>();
    private volatile boolean refusesBinds;
    private volatile @Nullable Allowance allowance;

    private ScriptedCarrier(ServerSocket socket) throws IOException {
        this.socket = socket;
        listener = new SMPPServerSessionListener(0, new On(socket));
        listener.setMessageReceiverListener(this);
        listener.setPduProcessorDegree(50);
        var acceptor = new Thread(this::accept, "scripted-carrier");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** @param port 0 for any */
    public static ScriptedCarrier start(int port) {
        return start(port, ServerSocketFactory.getDefault());
    }

    /** The same over what the factory makes, such as TLS. */
    public static ScriptedCarrier start(int port, ServerSocketFactory sockets) {
        try {
            return new ScriptedCarrier(sockets.createServerSocket(port, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void script(String number, Does... next) {
        scripts.put(number, new ConcurrentLinkedQueue<>(List.of(next)));
    }

    private Does next(Submitted one) {
        var script = scripts.get(one.to());
        var next = script == null ? null : script.poll();
        return next == null ? Does.ACCEPT : next;
    }

    public List<Submitted> submitted() {
        return List.copyOf(submitted);
    }

    public List<Submitted> submittedTo(String number) {
        return submitted.stream().filter(s -> s.to().equals(number)).toList();
    }

    @Override
    public List<Seen> seen() {
        return submitted.stream()
                .map(s -> new Seen(s.to(), s.withoutHeader(), s.reference(), s.isFlash()))
                .toList();
    }

    @Override
    public void throttlesAbove(int perSecond) {
        allowance = new Allowance(perSecond);
    }

    @Override
    public boolean types(String from, String text) {
        try {
            type(from, text);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var session = listener.accept();
                var door = new Thread(() -> letIn(session), "scripted-carrier-door");
                door.setDaemon(true);
                door.start();
            } catch (IOException e) {
                // the test is over
            }
        }
    }

    private void letIn(SMPPServerSession session) {
        try {
            var bind = session.waitForBind(5_000);
            if (refusesBinds) {
                bind.reject(SMPPConstant.STAT_ESME_RBINDFAIL);
                session.close();
                return;
            }
            session.setTransactionTimer(ANSWER_MS);
            sessions.add(session);
            bind.accept("scripted");
            if (socket.isClosed()) {
                // closed meanwhile, without this one
                session.close();
            }
        } catch (Exception e) {
            // the client went away before it bound
        }
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm pdu, SMPPServerSession source) throws ProcessRequestException {
        var reference = pdu.getOptionalParameter(OptionalParameter.User_message_reference.class);
        var one = new Submitted(
                pdu.getDestAddress(),
                body(pdu),
                pdu.isUdhi(),
                reference == null ? -1 : reference.getValue() & 0xffff,
                pdu.getValidityPeriod(),
                String.valueOf(pdu.getServiceType()),
                pdu.getDataCoding() & 0xff);
        submitted.add(one);
        var allowed = allowance;
        if (allowed != null && !allowed.isKept()) {
            throw new ProcessRequestException("too fast", SMPPConstant.STAT_ESME_RTHROTTLED);
        }
        var before = swapped.getAndSet(null);
        if (before != null) {
            before.countDown();
        }
        var id = "carrier-" + ids.incrementAndGet();
        return switch (next(one)) {
            case ACCEPT -> {
                receiptLater(source, id, "DELIVRD");
                yield accepted(id);
            }
            case RECEIPT_FIRST -> {
                receipt(source, id, "DELIVRD");
                yield accepted(id);
            }
            case RECEIPT_TWICE -> {
                receipt(source, id, "DELIVRD");
                receiptLater(source, id, "DELIVRD");
                yield accepted(id);
            }
            case UNDELIVERABLE -> {
                receiptLater(source, id, "UNDELIV");
                yield accepted(id);
            }
            case NO_RECEIPT -> accepted(id);
            case THROTTLE -> throw new ProcessRequestException("slow", SMPPConstant.STAT_ESME_RTHROTTLED);
            case FAIL -> throw new ProcessRequestException("failing", SMPPConstant.STAT_ESME_RSYSERR);
            case REFUSE -> throw new ProcessRequestException("no", SMPPConstant.STAT_ESME_RINVDSTADR);
            case SLOW -> {
                pause(SLOW);
                receiptLater(source, id, "DELIVRD");
                yield accepted(id);
            }
            case LATE_ANSWER -> {
                pause(LATE);
                receiptLater(source, id, "UNDELIV");
                yield accepted(id);
            }
            case SWAPPED -> {
                pauseUntilTheNext();
                receiptLater(source, id, "UNDELIV");
                yield accepted(id);
            }
            case NO_ANSWER -> {
                waitForTheEnd();
                throw new ProcessRequestException("over", SMPPConstant.STAT_ESME_RSYSERR);
            }
            case HANG_UP -> {
                source.close();
                throw new ProcessRequestException("gone", SMPPConstant.STAT_ESME_RSYSERR);
            }
        };
    }

    private static byte[] body(SubmitSm pdu) {
        var payload = pdu.getOptionalParameter(OptionalParameter.Message_payload.class);
        return payload == null ? pdu.getShortMessage() : payload.getValue();
    }

    private static SubmitSmResult accepted(String id) {
        try {
            return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pause(Duration time) {
        try {
            closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The library answers when this returns, so the next one has a moment to be answered before. */
    private void pauseUntilTheNext() {
        var next = new CountDownLatch(1);
        swapped.set(next);
        try {
            next.await(ANSWER_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pause(Duration.ofMillis(500));
    }

    private void waitForTheEnd() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until somebody has taken it: over another session where this one has ended, as carriers do. */
    private void receiptLater(SMPPServerSession session, String id, String state) {
        var courier = new Thread(() -> bringReceipt(session, id, state), "receipt");
        courier.setDaemon(true);
        courier.start();
    }

    private void bringReceipt(SMPPServerSession first, String id, String state) {
        try {
            for (var session = Optional.of(first); !isTaken(session, id, state); session = newestBound()) {
                if (closed.await(50, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isTaken(Optional<SMPPServerSession> session, String id, String state) {
        try {
            session.ifPresent(to -> receipt(to, id, state));
            return session.isPresent();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void receipt(SMPPServerSession session, String id, String state) {
        var text = "id:%s sub:001 dlvrd:001 submit date:2611230000 done date:2611230000 stat:%s err:000 text:x"
                .formatted(id, state);
        deliver(session, "10690000", (byte) 0x04, (byte) 0, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What somebody typed, in one piece. */
    public void type(String from, String text) {
        deliver(newest(), from, (byte) 0, Alphabet.ALPHA_UCS2.value(), text.getBytes(StandardCharsets.UTF_16BE));
    }

    /** One part of what somebody typed, header included. */
    public void typePart(String from, byte[] userData) {
        deliver(newest(), from, (byte) 0x40, Alphabet.ALPHA_UCS2.value(), userData);
    }

    private SMPPServerSession newest() {
        return newestBound().orElseThrow(() -> new IllegalStateException("nobody is bound"));
    }

    private Optional<SMPPServerSession> newestBound() {
        return bound().reduce((one, next) -> next);
    }

    private Stream<SMPPServerSession> bound() {
        return sessions.stream().filter(s -> s.getSessionState().isBound());
    }

    public int sessions() {
        return (int) bound().count();
    }

    /** Ends its newest session without a word, and lets nobody in: what it had there has no answer any more. */
    public void cutNewest() {
        refusesBinds = true;
        newest().close();
    }

    private static void deliver(SMPPServerSession session, String from, byte esmClass, byte coding, byte[] body) {
        try {
            session.deliverShortMessage(
                    "",
                    TypeOfNumber.UNKNOWN,
                    NumberingPlanIndicator.ISDN,
                    from,
                    TypeOfNumber.UNKNOWN,
                    NumberingPlanIndicator.ISDN,
                    "10690000",
                    new ESMClass(esmClass),
                    (byte) 0,
                    (byte) 0,
                    new RegisteredDelivery(0),
                    coding == 0
                            ? new GeneralDataCoding(Alphabet.ALPHA_DEFAULT)
                            : new GeneralDataCoding(Alphabet.ALPHA_UCS2),
                    body);
        } catch (Exception e) {
            throw new IllegalStateException("the client did not take it", e);
        }
    }

    /** Whether it lets nobody in any more. */
    public void refuseBinds(boolean refuses) {
        refusesBinds = refuses;
    }

    /** Ends all sessions without a word; the port stays open. */
    public void hangUp() {
        sessions.forEach(Session::close);
        sessions.clear();
    }

    public boolean isBound() {
        return bound().findAny().isPresent();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        hangUp();
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti pdu, SMPPServerSession source)
            throws ProcessRequestException {
        throw unused();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm pdu, SMPPServerSession source) throws ProcessRequestException {
        throw unused();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm pdu, SMPPServerSession source) throws ProcessRequestException {
        throw unused();
    }

    @Override
    public void onAcceptCancelSm(CancelSm pdu, SMPPServerSession source) throws ProcessRequestException {
        throw unused();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm pdu, SMPPServerSession source)
            throws ProcessRequestException {
        throw unused();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm pdu, SMPPServerSession source)
            throws ProcessRequestException {
        throw unused();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm pdu, SMPPServerSession source)
            throws ProcessRequestException {
        throw unused();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
        throw unused();
    }

    private static ProcessRequestException unused() {
        return new ProcessRequestException("not used", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    /** The listener that it brings along would listen on every address. */
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
