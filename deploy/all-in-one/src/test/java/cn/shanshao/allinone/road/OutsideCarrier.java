package cn.shanshao.allinone.road;

import cn.shanshao.allinone.road.SmppWire.Pdu;
import cn.shanshao.allinone.road.SmppWire.Text;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A carrier of real messages outside the system, which no kill of that can reach: it keeps every message that it was given,
 * lets nobody in while it is shut, and does not answer what is for a number that is held.
 */
final class OutsideCarrier implements AutoCloseable {
    private static final String NUMBER = "1069555501";
    private static final String LOGIN = "outside";

    private final ServerSocket door;
    private final List<Text> texts = new CopyOnWriteArrayList<>();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sequence = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile boolean isOpen = true;
    private volatile @Nullable SmppWire customer;

    private OutsideCarrier(ServerSocket door) {
        this.door = door;
    }

    static OutsideCarrier open() throws IOException {
        var carrier = new OutsideCarrier(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        start(carrier::accept);
        return carrier;
    }

    /** How the system is told of it. */
    Map<String, String> environment() {
        return Map.of(
                "SHANSHAO_SMS_GATEWAYS_0_NAME",
                LOGIN,
                "SHANSHAO_SMS_GATEWAYS_0_KIND",
                "smpp",
                "SHANSHAO_SMS_GATEWAYS_0_HOST",
                "127.0.0.1",
                "SHANSHAO_SMS_GATEWAYS_0_PORT",
                String.valueOf(door.getLocalPort()),
                "SHANSHAO_SMS_GATEWAYS_0_LOGIN",
                LOGIN,
                "SHANSHAO_SMS_GATEWAYS_0_SECRET",
                LOGIN,
                "SHANSHAO_SMS_GATEWAYS_0_FROM",
                NUMBER,
                "SHANSHAO_SMS_GATEWAYS_0_ANSWER",
                "50s");
    }

    /** Lets nobody in any more, and sends away who is there. */
    void shut() {
        isOpen = false;
        var present = customer;
        if (present != null) present.close();
    }

    void letIn() {
        isOpen = true;
    }

    /** From now on what is for this number is taken and not answered. */
    void hold(String number) {
        held.add(number);
    }

    void answerAll() {
        held.clear();
    }

    /** Everything that it was given, in that order. */
    List<Text> texts() {
        return List.copyOf(texts);
    }

    /**
     * Brings what somebody typed.
     *
     * @return what its acknowledgement will carry; {@code null} when nobody is there to be told
     */
    @Nullable
    Integer type(String number, String words) {
        var present = customer;
        if (present == null) return null;
        var delivery = sequence.incrementAndGet();
        try {
            present.deliver(delivery, number, NUMBER, words);
            return delivery;
        } catch (IOException e) {
            return null;
        }
    }

    boolean isAcknowledged(int delivery) {
        return acknowledged.contains(delivery);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var wire = new SmppWire(door.accept());
                start(() -> serve(wire));
            } catch (IOException e) {
                // The door was closed, or one connection failed: the next accept tells which.
            }
        }
    }

    private void serve(SmppWire wire) {
        try (wire) {
            while (isOpen) take(wire, wire.read());
        } catch (IOException e) {
            // The customer is gone, or was sent away.
        } finally {
            if (customer == wire) customer = null;
        }
    }

    private void take(SmppWire wire, Pdu pdu) throws IOException {
        switch (pdu.command()) {
            case SmppWire.BIND -> {
                wire.answer(pdu, LOGIN);
                customer = wire;
            }
            case SmppWire.SUBMIT -> {
                var text = SmppWire.text(pdu);
                texts.add(text);
                if (!held.contains(text.to())) wire.answer(pdu, String.valueOf(ids.incrementAndGet()));
            }
            case SmppWire.DELIVER | SmppWire.ANSWER -> {
                if (pdu.status() == 0) acknowledged.add(pdu.sequence());
            }
            case SmppWire.ENQUIRE, SmppWire.UNBIND -> wire.answer(pdu, "");
            default -> throw new IOException("no command of this carrier: " + pdu.command());
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "outside-carrier");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        shut();
    }
}
