package cn.shanshao.center.notification.smpp;

import cn.shanshao.center.notification.gateway.Concatenation;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Incoming.Joint;
import cn.shanshao.center.notification.gateway.Incoming.Receipt;
import cn.shanshao.center.notification.gateway.Incoming.Typed;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jspecify.annotations.Nullable;

/** Reads a deliver_sm. Receipts are matched by id alone: their text field holds 20 octets of nothing reliable. */
final class Decoder {
    private static final Pattern ID = Pattern.compile("\\bid:(\\S+)");
    private static final Pattern STATE = Pattern.compile("\\bstat:(\\S+)");
    private static final String[] STATES = {
        "", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD"
    };

    private Decoder() {}

    /** Empty for what is neither a text nor a receipt that names an id. */
    static Optional<Incoming> decode(DeliverSm pdu) {
        return pdu.isSmscDeliveryReceipt() ? receipt(pdu) : Optional.of(typed(pdu));
    }

    private static Optional<Incoming> receipt(DeliverSm pdu) {
        var text = new String(payload(pdu), StandardCharsets.ISO_8859_1);
        var idParameter = pdu.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
        var stateParameter = pdu.getOptionalParameter(OptionalParameter.Message_state.class);
        var id = idParameter != null ? idParameter.getValueAsString().trim() : find(ID, text);
        var state = stateParameter != null ? stateName(stateParameter.getValue()) : find(STATE, text);
        return id == null || state == null ? Optional.empty() : Optional.of(new Receipt(id, state));
    }

    private static Typed typed(DeliverSm pdu) {
        var userData = payload(pdu);
        var hasHeader = pdu.isUdhi() || pdu.isUdhiAndReplyPath();
        var joint = hasHeader ? Concatenation.read(userData) : segmentation(pdu);
        var body = hasHeader ? Concatenation.body(userData) : userData;
        return new Typed(
                pdu.getSourceAddr(),
                utf16(body, pdu.getDataCoding()),
                joint.filter(c -> c.total() > 1)
                        .map(c -> new Joint(c.reference(), c.total(), c.part()))
                        .orElse(null));
    }

    private static Optional<Concatenation> segmentation(DeliverSm pdu) {
        var reference = pdu.getOptionalParameter(OptionalParameter.Sar_msg_ref_num.class);
        var total = pdu.getOptionalParameter(OptionalParameter.Sar_total_segments.class);
        var part = pdu.getOptionalParameter(OptionalParameter.Sar_segment_seqnum.class);
        return reference == null || total == null || part == null
                ? Optional.empty()
                : Concatenation.sound(reference.getValue() & 0xffff, total.getValue() & 0xff, part.getValue() & 0xff);
    }

    private static byte[] payload(DeliverSm pdu) {
        var shortMessage = pdu.getShortMessage();
        if (shortMessage != null && shortMessage.length > 0) {
            return shortMessage;
        }
        var payload = pdu.getOptionalParameter(OptionalParameter.Message_payload.class);
        return payload == null ? new byte[0] : payload.getValue();
    }

    /** Coding 8, and 0x18 to 0x1b with a class, are UCS-2; the rest is read as Latin-1, right for digits and ASCII. */
    private static byte[] utf16(byte[] body, byte coding) {
        var isUcs2 = coding == 0x08 || (coding & 0xfc) == 0x18;
        return isUcs2 ? body : new String(body, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_16BE);
    }

    private static String stateName(byte state) {
        return state > 0 && state < STATES.length ? STATES[state] : "UNKNOWN";
    }

    private static @Nullable String find(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? found.group(1) : null;
    }
}
