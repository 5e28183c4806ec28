package cn.shanshao.sim.carrier;

import cn.shanshao.sim.carrier.Entry.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.BlockingQueue;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.DataCoding;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.util.DeliveryReceiptState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the customer what is in a queue, one entry at a time, each until it is acknowledged; after a crash an entry
 * may be told twice. What the customer refuses for {@link #VALID} is given up.
 */
final class Courier implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final Duration VALID = Duration.ofHours(24);
    private static final long PAUSE_MS = 500;

    private final BlockingQueue<Entry> queue;
    private final Customers customers;
    private final Exchange exchange;

    Courier(BlockingQueue<Entry> queue, Customers customers, Exchange exchange) {
        this.queue = queue;
        this.customers = customers;
        this.exchange = exchange;
    }

    @Override
    public void run() {
        try {
            while (true) {
                next(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(Entry entry) throws InterruptedException {
        try {
            tell(entry);
            exchange.told(entry);
        } catch (RuntimeException e) {
            log.error("could not tell {}; it will be tried at the next start", entry.kind(), e);
        }
    }

    private void tell(Entry entry) throws InterruptedException {
        while (true) {
            try {
                send(customers.await(), entry);
                return;
            } catch (NegativeResponseException e) {
                if (Duration.between(began(entry), Instant.now()).compareTo(VALID) > 0) {
                    log.warn("gave up telling {}: {}", entry.kind(), e.getMessage());
                    return;
                }
                log.info("the customer refused {}: {}", entry.kind(), e.getMessage());
            } catch (PDUException | InvalidResponseException | ResponseTimeoutException | IOException e) {
                log.info("could not tell {}, again later: {}", entry.kind(), e.getMessage());
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    private static Instant began(Entry entry) {
        var receipt = entry.receipt();
        var message = entry.message();
        return receipt != null ? receipt.done() : message != null ? message.at() : Instant.EPOCH;
    }

    private static void send(SMPPServerSession session, Entry entry)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        var receipt = entry.receipt();
        var message = entry.message();
        if (entry.kind() == Kind.RECEIPT && receipt != null) {
            receipt(session, entry, receipt);
        } else if (message != null) {
            text(session, entry, message);
        }
    }

    private static void text(SMPPServerSession session, Entry entry, Message message)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        var parts = Segment.split(message.text(), (int) (entry.id() & 0xFF));
        var esmClass = new ESMClass(parts.size() > 1 ? 0x40 : 0);
        for (var part : parts) {
            deliver(session, entry, esmClass, new GeneralDataCoding(Alphabet.ALPHA_UCS2), part);
        }
    }

    private static void receipt(SMPPServerSession session, Entry entry, Entry.Receipt receipt)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        var id = Long.toString(entry.id());
        var state = receipt.delivered() ? DeliveryReceiptState.DELIVRD : DeliveryReceiptState.UNDELIV;
        var text = new DeliveryReceipt(
                        id,
                        1,
                        receipt.delivered() ? 1 : 0,
                        Date.from(receipt.submitted()),
                        Date.from(receipt.done()),
                        state,
                        receipt.delivered() ? "000" : "001",
                        "")
                .toString();
        deliver(
                session,
                entry,
                new ESMClass(0x04),
                DataCodings.ZERO,
                text.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                new OptionalParameter.Receipted_message_id(id),
                new OptionalParameter.Message_state((byte) (receipt.delivered() ? 2 : 5)));
    }

    private static void deliver(
            SMPPServerSession session,
            Entry entry,
            ESMClass esmClass,
            DataCoding coding,
            byte[] body,
            OptionalParameter... parameters)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        session.deliverShortMessage(
                "",
                TypeOfNumber.NATIONAL,
                NumberingPlanIndicator.ISDN,
                entry.number(),
                TypeOfNumber.NATIONAL,
                NumberingPlanIndicator.ISDN,
                entry.service(),
                esmClass,
                (byte) 0,
                (byte) 0,
                new RegisteredDelivery(0),
                coding,
                body,
                parameters);
    }
}
