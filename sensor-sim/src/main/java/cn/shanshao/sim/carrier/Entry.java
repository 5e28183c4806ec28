package cn.shanshao.sim.carrier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the carrier's memory.
 *
 * @param id of the message; {@link Kind#TOLD} names the one that the customer has acknowledged
 * @param number of the phone
 * @param service the customer's number
 */
record Entry(
        Kind kind,
        long id,
        String number,
        String service,
        @Nullable Message message,
        @Nullable Segment part,
        @Nullable Receipt receipt) {

    enum Kind {
        /** A whole message is on the phone. */
        ARRIVED,
        /** A part of a message waits for the others. */
        PART,
        /** Typed on the phone, to be told to the customer. */
        TYPED,
        /** What became of a message, to be told to the customer. */
        RECEIPT,
        /** The customer has acknowledged what we told. */
        TOLD
    }

    /** What became of a submitted message. */
    record Receipt(boolean delivered, Instant submitted, Instant done) {}

    static Entry arrived(long id, String number, String service, Message message) {
        return new Entry(Kind.ARRIVED, id, number, service, message, null, null);
    }

    static Entry part(long id, String number, String service, Message message, Segment part) {
        return new Entry(Kind.PART, id, number, service, message, part, null);
    }

    static Entry typed(long id, String number, String service, Message message) {
        return new Entry(Kind.TYPED, id, number, service, message, null, null);
    }

    static Entry receipt(long id, String number, String service, Receipt receipt) {
        return new Entry(Kind.RECEIPT, id, number, service, null, null, receipt);
    }

    static Entry told(Entry entry) {
        return new Entry(Kind.TOLD, entry.id, entry.number, entry.service, null, null, null);
    }
}
