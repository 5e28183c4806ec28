package cn.shanshao.ingest.wire.gb;

import cn.shanshao.ingest.wire.WireException;
import java.time.Instant;
import java.util.List;

/**
 * Reads what devices of the national protocol send, as frame, plain JSON or answer to a command, into the same readings
 * that SenML gives.
 */
public final class GbDecoder {
    private GbDecoder() {}

    /** Whether an answer is in the words of this protocol, in a frame or not; ours is JSON. */
    public static boolean isAnswer(byte[] payload) {
        return payload.length > 0 && (payload[0] == '$' || GbFrame.isFrame(payload[0] & 0xFF));
    }

    /**
     * Reads one payload. Never throws: what cannot be taken is in the pack's {@code bad}. Time and memory are bounded:
     * more than 1 MiB, 10 000 values or 16 levels of nesting are refused.
     *
     * @param topicId the publisher's id; values without a device are this device's
     * @param received when it arrived; values without a time are of then, and approximate
     */
    public static GbMessage decode(byte[] payload, String topicId, Instant received) {
        try {
            var notes = new GbNotes();
            var frame = GbFrame.read(payload);
            if (frame.file().length > 0) {
                notes.add("a file behind the values is passed over");
            }
            var mapper = new GbMapper(topicId, received, notes);
            if (frame.isAnswer()) {
                return answer(GbReply.read(frame.text()), topicId, mapper, notes);
            }
            mapper.take(GbReader.read(frame.text(), List.of()));
            return new GbMessage(mapper.pack(), mapper.statuses(), null, notes.counts());
        } catch (WireException e) {
            return GbMessage.refused(e.reason(), String.valueOf(e.getMessage()));
        }
    }

    private static GbMessage answer(GbReply reply, String topicId, GbMapper mapper, GbNotes notes) {
        var ack = reply.ack();
        reply.values().ifPresent(json -> mapper.take(GbReader.read(json, reply.above(topicId))));
        return new GbMessage(mapper.pack(), mapper.statuses(), ack, notes.counts());
    }
}
