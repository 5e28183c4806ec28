package cn.shanshao.detect.score;

import java.time.Duration;
import java.util.Collection;

/**
 * How long before the events the warnings came.
 *
 * @param events that were warned of
 * @param median minutes
 * @param least minutes
 * @param most minutes
 * @param inTime share with at least {@value #ENOUGH} minutes, 0…1
 */
public record LeadTimes(int events, double median, double least, double most, double inTime) {
    /** Minutes in which people can be away. */
    public static final int ENOUGH = 30;

    private static final double PER_MINUTE = 60_000;

    /** @param leads of at least one event; negative where the warning came after it */
    public static LeadTimes of(Collection<Duration> leads) {
        if (leads.isEmpty()) {
            throw new IllegalArgumentException("lead times need at least one event that was warned of");
        }
        var minutes = leads.stream()
                .mapToDouble(lead -> lead.toMillis() / PER_MINUTE)
                .sorted()
                .toArray();
        var n = minutes.length;
        return new LeadTimes(
                n,
                (minutes[(n - 1) / 2] + minutes[n / 2]) / 2,
                minutes[0],
                minutes[n - 1],
                leads.stream().filter(lead -> lead.toMinutes() >= ENOUGH).count() / (double) n);
    }
}
