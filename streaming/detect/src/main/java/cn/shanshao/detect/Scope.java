package cn.shanshao.detect;

import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.PointConfig;
import cn.shanshao.ingest.wire.RuleConfig.AppliesTo;
import org.jspecify.annotations.Nullable;

/** Which channels a rule looks at. */
public final class Scope {
    private Scope() {}

    /**
     * @param quantity of the channel, with its depth
     */
    public static boolean covers(AppliesTo to, DeviceConfig device, @Nullable PointConfig point, String quantity) {
        return isOf(to.quantity(), quantity)
                && (to.deviceId() == null || to.deviceId().equals(device.id()))
                && (to.pointId() == null || to.pointId().equals(device.pointId()))
                && (to.kinds() == null || point != null && to.kinds().contains(point.kind()));
    }

    /** The quantity itself, or it with a depth after it. */
    private static boolean isOf(String wanted, String quantity) {
        return quantity.startsWith(wanted)
                && (quantity.length() == wanted.length() || quantity.charAt(wanted.length()) == '/');
    }
}
