package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import cn.shanshao.ingest.wire.Text;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Names the mask that has changed what an alert says, after the words of the alert itself. */
final class MaskWording {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private MaskWording() {}

    static Text of(Text text, Mask mask) {
        var to = mask.to();
        var by = mask.confirmedBy();
        return new Text(
                text.zh()
                        + "（因数据订正：%s至%s的测值被屏蔽，原因：%s；提出：%s%s）"
                                .formatted(
                                        minute(mask.from()),
                                        to == null ? "收回前" : minute(to),
                                        mask.reason(),
                                        mask.by(),
                                        by == null ? "" : "，确认：" + by),
                text.en()
                        + " (by a correction of data: readings from %s to %s are masked; reason: %s; by %s%s)"
                                .formatted(
                                        minute(mask.from()),
                                        to == null ? "further notice" : minute(to),
                                        mask.reason(),
                                        mask.by(),
                                        by == null ? "" : ", confirmed by " + by));
    }

    static Text takenBack(Text text) {
        return new Text(text.zh() + "（因数据订正的屏蔽已收回）", text.en() + " (a mask of readings was taken back)");
    }

    /** In Beijing time. */
    private static String minute(Instant time) {
        return time.isBefore(Mask.EARLIEST) || time.isAfter(Mask.LATEST) ? time.toString() : MINUTE.format(time);
    }
}
