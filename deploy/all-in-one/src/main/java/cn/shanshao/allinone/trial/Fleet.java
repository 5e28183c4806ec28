package cn.shanshao.allinone.trial;

import cn.shanshao.sim.load.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Devices for a load, registered by an operator, and the count of what of theirs is stored. */
public record Fleet(Desk desk, Map<String, String> passwords) {
    /** Registers devices {@code prefix-1 … prefix-n} of the exercise realm without a point, each with its login. */
    public static Fleet register(Desk desk, String prefix, int count) {
        var passwords = new TreeMap<String, String>();
        for (var i = 1; i <= count; i++) {
            var id = prefix + "-" + i;
            desk.post("/api/v1/devices", Map.of("id", id, "model", "load", "realm", "exercise", "interval", 3600));
            passwords.put(
                    id,
                    desk.post("/api/v1/devices/" + id + "/credentials", Map.of())
                            .get("password")
                            .asString());
        }
        return new Fleet(desk, Map.copyOf(passwords));
    }

    /**
     * Waits until every acknowledged reading is in the store.
     *
     * @return what differs then: nothing, when each is there exactly once
     */
    public List<String> differences(Ledger ledger, Duration limit) {
        var times = ledger.times();
        Await.condition(limit, () -> stored(times) >= ledger.count());
        var differences = new ArrayList<String>();
        times.forEach((device, quantities) -> quantities.forEach((quantity, acknowledged) -> {
            var stored = Slope.stored(desk, device, quantity);
            if (stored != acknowledged.length) {
                differences.add(
                        "%s %s: acknowledged %d, stored %d".formatted(device, quantity, acknowledged.length, stored));
            }
        }));
        return differences;
    }

    private long stored(Map<String, Map<String, long[]>> times) {
        return times.entrySet().stream()
                .flatMap(device -> device.getValue().keySet().stream()
                        .map(quantity -> Slope.stored(desk, device.getKey(), quantity)))
                .mapToLong(Long::longValue)
                .sum();
    }
}
