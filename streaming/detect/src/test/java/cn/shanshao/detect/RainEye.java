package cn.shanshao.detect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One lens of rain and the past that it needs, as a channel holds them. */
public final class RainEye {
    private final Past past;
    private final Lens lens;

    private RainEye(Lens lens, Past past) {
        this.lens = lens;
        this.past = past;
    }

    public static RainEye onIncrements(Lens lens) {
        return on(lens, true);
    }

    public static RainEye onCounter(Lens lens) {
        return on(lens, false);
    }

    private static RainEye on(Lens lens, boolean increments) {
        var past = new Past();
        past.followRain(increments);
        return new RainEye(lens, past);
    }

    public @Nullable Sample look(Sample sample) {
        past.look(sample);
        return lens.look(sample, past);
    }

    /** Another lens on the same past, which has seen none of it. */
    public RainEye instead(Lens late) {
        return new RainEye(late, past);
    }

    /** What the lens makes of a sample that the past has taken already. */
    public @Nullable Sample again(Sample sample) {
        return lens.look(sample, past);
    }

    public byte[] written() throws IOException {
        var bytes = new ByteArrayOutputStream();
        past.write(new DataOutputStream(bytes));
        lens.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    public RainEye restarted(Method method, Map<String, Double> params) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(written()));
        var read = Past.read(in);
        return new RainEye(method.read(params, in).copy(), read.copy());
    }
}
