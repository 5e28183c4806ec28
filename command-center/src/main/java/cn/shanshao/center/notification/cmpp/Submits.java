package cn.shanshao.center.notification.cmpp;

import cn.shanshao.center.notification.gateway.Concatenation;
import cn.shanshao.center.notification.gateway.Submission;
import com.chinamobile.cmos.sms.SmsDcs;
import com.zx.sms.codec.cmpp.msg.CmppSubmitRequestMessage;
import com.zx.sms.common.GlobalConstance;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A part of a text as CMPP_SUBMIT: UCS-2, with a report asked for, to be given up when the message has expired. */
final class Submits {
    private static final byte UCS2 = 8;
    /** UCS-2 of class 0 (3GPP TS 23.038 §4). */
    private static final byte UCS2_FLASH = 0x18;
    /** The form of SMPP 3.3: time, tenths of a second, and the offset in quarters of an hour. */
    private static final DateTimeFormatter ABSOLUTE =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'032+'").withZone(ZoneOffset.ofHours(8));

    private Submits() {}

    static CmppSubmitRequestMessage of(CmppSettings settings, Submission message, int part, Instant now) {
        var payloads = Concatenation.payloads(message.text(), message.reference());
        var payload = payloads.get(part - 1);
        var submit = new CmppSubmitRequestMessage();
        submit.setMsgid(GlobalConstance.emptyMsgId);
        submit.setPktotal((short) payloads.size());
        submit.setPknumber((short) part);
        submit.setRegisteredDelivery((short) 1);
        submit.setServiceId(settings.serviceId());
        submit.setMsgsrc(settings.spId());
        submit.setSrcId(settings.from());
        submit.setDestterminalId(message.to());
        submit.setValIdTime(ABSOLUTE.format(now.plus(message.validity())));
        submit.setTpudhi((short) (payloads.size() > 1 ? 1 : 0));
        submit.setMsgfmt(new SmsDcs(message.flash() ? UCS2_FLASH : UCS2));
        submit.setMsgContentBytes(payload);
        submit.setMsgLength((short) payload.length);
        return submit;
    }
}
