package cn.shanshao.center.screen;

import cn.shanshao.center.alert.AlertView;
import cn.shanshao.center.notification.MessageView;
import cn.shanshao.center.registry.KnownMask;
import cn.shanshao.ingest.wire.PointConfig.Flow;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.Realm;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A hazard point with everything about it.
 *
 * @param flow the way of a debris flow past its stations; {@code null} where nobody has described it
 * @param standingOrders by which the job sounds sirens without asking anybody
 * @param monitor the first of its monitors; {@code null} when it has none, and for those who see nobody
 * @param masks of its devices, those that stand or wait for a second person
 * @param alerts the open ones, and the last that are over
 * @param callable realms in which the person of a message can be called, because a gateway there speaks
 */
record PointDetail(
        @JsonUnwrapped PointView point,
        @Nullable Flow flow,
        List<StandingOrder> standingOrders,
        @Nullable Person monitor,
        List<DeviceView> deviceList,
        List<KnownMask> masks,
        List<AlertView> alerts,
        List<MessageView> messages,
        Set<Realm> callable) {

    /**
     * @param phone masked
     */
    record Person(String name, String phone) {
        /** Without the person, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Person";
        }
    }
}
