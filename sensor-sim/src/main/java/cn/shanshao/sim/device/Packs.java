package cn.shanshao.sim.device;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** SenML packs of several devices in one message, as a gateway sends them. */
public final class Packs {
    private Packs() {}

    /** Joins JSON arrays into one; each keeps its own base name, which holds until the next. */
    public static byte[] join(List<byte[]> arrays) {
        var all = new ByteArrayOutputStream();
        all.write('[');
        for (var array : arrays) {
            if (array.length <= 2) {
                continue;
            }
            if (all.size() > 1) {
                all.write(',');
            }
            all.write(array, 1, array.length - 2);
        }
        all.write(']');
        return all.toByteArray();
    }
}
