package cn.shanshao.ingest.wire.gb;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.shanshao.ingest.wire.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** The scenery of these tests: messages as firmware and platforms write them, and frames around them. */
final class GbFixture {
    static final Instant NOW = Instant.parse("2026-04-05T20:34:09.250Z");

    private GbFixture() {}

    static byte[] file(String name) {
        try (var in = GbFixture.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GbMessage decode(String json) {
        return GbDecoder.decode(json.getBytes(UTF_8), "d1", NOW);
    }

    static byte[] frame(int type, byte[] text) {
        return ByteBuffer.allocate(3 + text.length)
                .put((byte) type)
                .putShort((short) text.length)
                .put(text)
                .array();
    }

    static byte[] frame(int type, byte[] text, byte[] file) {
        return ByteBuffer.allocate(5 + text.length + file.length)
                .put(frame(type, text))
                .putShort((short) file.length)
                .put(file)
                .array();
    }

    /** The values by device and quantity, {@code d1 crack}; with the unit of those outside the catalogue. */
    static Map<String, Double> values(GbMessage message) {
        return message.pack().readings().stream().collect(Collectors.toMap(GbFixture::name, Reading::value));
    }

    private static String name(Reading reading) {
        var unit = reading.unit() == null ? "" : " " + reading.unit();
        return reading.device() + " " + reading.quantity() + unit;
    }
}
