package cn.shanshao.detect;

import cn.shanshao.ingest.wire.Forecast;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a method makes of the samples of one channel: a rate, an angle, a sum. It sees them one after the other in the
 * order of their times, and remembers of them what it alone needs; what several methods need is in the {@link Past}.
 * Equal samples in equal order give equal results, live and in a back-test.
 */
public interface Lens {
    /**
     * Takes the next sample.
     *
     * @param past with this sample in it already
     * @return the value that the rule judges, at the same time; {@code null} when nothing can be said
     */
    @Nullable
    Sample look(Sample sample, Past past);

    /** What is expected after the last sample; {@code null} where the method expects nothing. */
    default @Nullable Forecast forecast() {
        return null;
    }

    /** Another one with the same memory. */
    Lens copy();

    void write(DataOutput out) throws IOException;

    /** Sees the values as they are. */
    Lens PLAIN = new Lens() {
        @Override
        public Sample look(Sample sample, Past past) {
            return sample;
        }

        @Override
        public Lens copy() {
            return this;
        }

        @Override
        public void write(DataOutput out) {}
    };
}
