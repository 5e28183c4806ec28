package cn.shanshao.center.notification.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a deliver_sm carries. */
public sealed interface Incoming {
    /**
     * A receipt for one part that was submitted before; it may come before the answer to the submit.
     *
     * @param state as the carrier writes it, e.g. {@code DELIVRD}, {@code UNDELIV}
     */
    record Receipt(String carrierId, String state) implements Incoming {
        public boolean isDelivered() {
            return state.equals("DELIVRD");
        }

        /** No later receipt will say anything else. */
        public boolean isFinal() {
            return !state.equals("ENROUTE") && !state.equals("ACCEPTD");
        }
    }

    /**
     * A text, or a part of one, that somebody typed.
     *
     * @param utf16 UTF-16BE; bytes, since a part may end inside a surrogate pair
     * @param joint {@code null} when the text is whole
     * @param answers reference of the message that was spoken when it was typed, as of {@link Submission}; {@code null} where
     *     nothing says which one it answers
     * @param since of what came before then the carrier may not have got our answer, so that it may come once more;
     *     {@code null} where the carrier's own id tells what comes again
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Typed(
            String from,
            byte[] utf16,
            @Nullable Joint joint,
            @Nullable Integer answers,
            @Nullable Instant since) implements Incoming {
        public Typed(String from, byte[] utf16, @Nullable Joint joint) {
            this(from, utf16, joint, null, null);
        }

        /** The same from a carrier that may not have got our answers to what came before then. */
        public Typed after(Instant lost) {
            return new Typed(from, utf16, joint, answers, lost);
        }

        /** Without the number and the text, so that they do not end in a log. */
        @Override
        public String toString() {
            return "Typed[%s]".formatted(joint);
        }
    }

    /** Which part of which long text this is; parts count from 1. */
    record Joint(int reference, int total, int part) {}

    /** Takes what came in. The carrier gets its answer when this returns; what it throws makes the carrier send again. */
    @FunctionalInterface
    interface Listener {
        void arrived(Incoming incoming);
    }
}
