package cn.shanshao.streaming.watch;

import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.DevicePack;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Wakes each device whose rules need a past, when judging begins and when its configuration has changed: one whose state
 * is lost has no key that the configuration could reach, and a daily instrument would wait a day for its next reading. A
 * few at a time, those first that speak most seldom; the others will mostly have spoken by then.
 */
public final class WakeUp extends KeyedProcessFunction<Integer, ConfigEvent, DevicePack> {
    private static final long serialVersionUID = 1L;

    /** Between one lot and the next, ms. */
    static final long EVERY = 250;

    /** 20 a second: 5 000 devices in four minutes, and the store answers that beside all else. */
    static final int AT_ONCE = 5;

    private transient Book book;
    private transient Set<String> asleep;
    private transient boolean isReady;

    @Override
    public void open(OpenContext context) {
        book = new Book();
        asleep = new LinkedHashSet<>();
    }

    @Override
    public void processElement(ConfigEvent event, Context context, Collector<DevicePack> out) {
        switch (event.sort()) {
            case DOCUMENT -> {
                if (book.take(event.subject(), event.json()) && isReady) {
                    wake(event.subject(), context);
                }
            }
            case MANIFEST -> book.retire(event.json());
            case READY -> {
                isReady = true;
                wake("", context);
            }
            case OPEN, FORECAST -> {}
        }
    }

    /** What stands in the document of a division holds in those below it. */
    private void wake(String division, Context context) {
        book.devices().stream()
                .filter(device -> (division.isEmpty() || book.holdsIn(division, device.document()))
                        && Waking.isConcerned(book, device))
                .sorted(Comparator.comparingDouble(
                                (Assigned device) -> -device.device().interval())
                        .thenComparing(Assigned::id))
                .forEach(device -> asleep.add(device.id()));
        goOn(context);
    }

    private void goOn(Context context) {
        if (!asleep.isEmpty()) {
            var now = context.timerService().currentProcessingTime();
            context.timerService().registerProcessingTimeTimer((now / EVERY + 1) * EVERY);
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<DevicePack> out) {
        var next = asleep.iterator();
        for (var i = 0; i < AT_ONCE && next.hasNext(); i++) {
            out.collect(DevicePack.wake(next.next()));
            next.remove();
        }
        goOn(context);
    }
}
