package cn.shanshao.streaming.watch;

import cn.shanshao.streaming.config.Book;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Devices that news of the configuration have put at another point, which does not know what is open of them. */
final class Moves {
    private final Map<String, String> seats = new HashMap<>();
    private final Set<String> moved = new HashSet<>();

    /** What was known before the first news: after a start, from the checkpoint. */
    void before(Book book) {
        if (seats.isEmpty()) {
            after(book);
        }
    }

    void after(Book book) {
        for (var device : book.devices()) {
            var seat = Objects.requireNonNullElse(device.device().pointId(), "");
            var before = seats.put(device.id(), seat);
            if (before != null && !before.equals(seat)) {
                moved.add(device.id());
            }
        }
    }

    boolean has(String device) {
        return moved.contains(device);
    }

    void clear() {
        moved.clear();
    }
}
