package cn.shanshao.sim.replay;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A SenML pack that keeps the units of the record; the way in converts them. */
final class Pack {
    static final int MOST = 100;
    private static final JsonFactory JSON = new JsonFactory();

    private Pack() {}

    record Item(Instant at, String quantity, @Nullable String unit, double value) {}

    static byte[] encode(String device, List<Item> items) {
        var bytes = new ByteArrayOutputStream(80 * items.size() + 64);
        try (var out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartArray();
            for (var i = 0; i < items.size(); i++) {
                var item = items.get(i);
                out.writeStartObject();
                if (i == 0) {
                    out.writeName("bn").writeString(device + ":");
                }
                out.writeName("n").writeString(item.quantity());
                if (item.unit() != null) {
                    out.writeName("u").writeString(item.unit());
                }
                out.writeName("t")
                        .writeNumber(
                                BigDecimal.valueOf(item.at().toEpochMilli(), 3).toPlainString());
                out.writeName("v").writeNumber(item.value());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        return bytes.toByteArray();
    }
}
