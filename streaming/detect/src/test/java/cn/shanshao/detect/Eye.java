package cn.shanshao.detect;

import cn.shanshao.ingest.wire.Forecast;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One lens and the past that it needs, as a channel holds them. */
final class Eye {
    private final Past past;
    private final Lens lens;

    Eye(Lens lens) {
        this(lens, new Past());
        past.follow();
    }

    private Eye(Lens lens, Past past) {
        this.lens = lens;
        this.past = past;
    }

    @Nullable
    Sample look(Sample sample) {
        past.look(sample);
        return lens.look(sample, past);
    }

    @Nullable
    Forecast forecast() {
        return lens.forecast();
    }

    Eye restarted(Method method, Map<String, Double> params) throws IOException {
        var bytes = new ByteArrayOutputStream();
        past.write(new DataOutputStream(bytes));
        lens.write(new DataOutputStream(bytes));
        var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        var readPast = Past.read(in);
        return new Eye(method.read(params, in), readPast);
    }
}
