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
        return to.covers(quantity, device.id(), device.pointId(), point == null ? null : point.kind());
    }
}
