package cn.shanshao.center.notification.cmpp;

import cn.shanshao.center.notification.gateway.Concatenation;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Incoming.Joint;
import cn.shanshao.center.notification.gateway.Incoming.Receipt;
import cn.shanshao.center.notification.gateway.Incoming.Typed;
import com.zx.sms.codec.cmpp.msg.CmppDeliverRequestMessage;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads CMPP_DELIVER: a report, or what somebody typed. */
final class Delivers {
    private static final int UCS2 = 8;
    private static final int GB = 15;
    private static final Charset GB18030 = Charset.forName("GB18030");

    private Delivers() {}

    static Incoming read(CmppDeliverRequestMessage deliver) {
        var report = deliver.getReportRequestMessage();
        return report == null ? typed(deliver) : new Receipt(report.getMsgId().toString(), report.getStat());
    }

    private static Typed typed(CmppDeliverRequestMessage deliver) {
        var content = deliver.getMsgContentBytes();
        var hasHeader = deliver.getTpudhi() == 1;
        var joint = hasHeader ? Concatenation.read(content) : Optional.<Concatenation>empty();
        return new Typed(
                deliver.getSrcterminalId(),
                utf16(
                        hasHeader ? Concatenation.body(content) : content,
                        deliver.getMsgfmt().getValue()),
                joint.filter(c -> c.total() > 1)
                        .map(c -> new Joint(c.reference(), c.total(), c.part()))
                        .orElse(null));
    }

    private static byte[] utf16(byte[] content, byte format) {
        if (format == UCS2) {
            return content;
        }
        var text = new String(content, format == GB ? GB18030 : StandardCharsets.ISO_8859_1);
        return text.getBytes(StandardCharsets.UTF_16BE);
    }
}
