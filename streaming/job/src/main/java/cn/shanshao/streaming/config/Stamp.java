package cn.shanshao.streaming.config;

import cn.shanshao.ingest.wire.DivisionConfig;
import java.util.Comparator;

/** How new a configuration is: first the epoch, which a restored database raises, then the version. */
record Stamp(long epoch, long version) implements Comparable<Stamp> {
    private static final Comparator<Stamp> ORDER =
            Comparator.comparingLong(Stamp::epoch).thenComparingLong(Stamp::version);

    static Stamp of(DivisionConfig document) {
        return new Stamp(document.epoch(), document.version());
    }

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }
}
