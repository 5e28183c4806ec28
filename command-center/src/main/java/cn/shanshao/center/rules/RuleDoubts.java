package cn.shanshao.center.rules;

import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.Text;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What may be meant, and seldom is: told to whoever saves a rule, and refused nobody. */
@Component
class RuleDoubts {
    private static final int NAMED = 5;

    private final Registry registry;

    RuleDoubts(Registry registry) {
        this.registry = registry;
    }

    /**
     * A doubt.
     *
     * @param field of the rule
     * @param devices for which it holds, at most {@value #NAMED} of them
     * @param many for how many it holds
     */
    record Doubt(String field, Object value, List<String> devices, int many, Text text) {}

    /** @param division of whoever asks: devices elsewhere are not named */
    List<Doubt> of(RuleConfig rule, String division) {
        if (rule.onDelay() <= 0) {
            return List.of();
        }
        var kinds =
                registry.listPoints(division).stream().collect(Collectors.toMap(HazardPoint::id, HazardPoint::kind));
        var rare = registry.listDevices(division).stream()
                .filter(device -> device.interval() >= rule.onDelay())
                .filter(device -> device.channels().stream()
                        .anyMatch(channel -> rule.appliesTo()
                                .covers(
                                        channel.quantity(),
                                        device.id(),
                                        device.pointId(),
                                        device.pointId() == null ? null : kinds.get(device.pointId()))))
                .map(Device::id)
                .sorted()
                .toList();
        return rare.isEmpty() ? List.of() : List.of(unconfirmed(rule, rare));
    }

    /** A value is taken to stand until the next one comes, so one reading alone lasts a whole interval. */
    private static Doubt unconfirmed(RuleConfig rule, List<String> rare) {
        var seconds = Math.round(rule.onDelay());
        return new Doubt(
                "onDelay",
                rule.onDelay(),
                rare.stream().limit(NAMED).toList(),
                rare.size(),
                new Text(
                        "持续%d秒不长于%d台设备的测读间隔：单次测读即可达到，起不到确认作用".formatted(seconds, rare.size()),
                        "%d s is no longer than the interval of %d devices: a single reading lasts as long, and nothing is confirmed"
                                .formatted(seconds, rare.size())));
    }
}
