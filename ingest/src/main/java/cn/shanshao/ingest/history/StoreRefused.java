package cn.shanshao.ingest.history;

import java.util.List;

/** Some rows cannot be stored whatever one does; all others of the lot are stored. */
public final class StoreRefused extends Exception {
    private final transient List<Bad> bad;

    /** One row, and what is wrong with it. */
    public record Bad(Row row, String why) {}

    public StoreRefused(List<Bad> bad) {
        super("%d rows refused, the first: %s".formatted(bad.size(), bad.get(0)));
        this.bad = List.copyOf(bad);
    }

    public List<Bad> bad() {
        return bad;
    }
}
