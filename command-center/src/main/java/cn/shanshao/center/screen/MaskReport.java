package cn.shanshao.center.screen;

import cn.shanshao.center.registry.Masks;
import cn.shanshao.ingest.wire.Text;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells that masks are stored whose times are none that a reading can have: nobody meant that, and somebody must end them. */
@Component
class MaskReport implements PartReport {
    private final Masks masks;
    private volatile int absurd;

    MaskReport(Masks masks) {
        this.masks = masks;
    }

    /** They come from before masks were checked, so that they need not be looked for often. */
    @Scheduled(fixedDelay = 300_000)
    void look() {
        try {
            absurd = masks.absurd();
        } catch (DataAccessException e) {
            // the database is told of as a part of its own; what was counted last stands
        }
    }

    @Override
    public Map<String, List<Text>> faults() {
        return absurd == 0
                ? Map.of()
                : Map.of(
                        "centre",
                        List.of(new Text(
                                "%d 段数据屏蔽的时间不合理，请在设备页收回".formatted(absurd),
                                "%d mask(s) of readings have absurd times: take them back on the device's page"
                                        .formatted(absurd))));
    }
}
