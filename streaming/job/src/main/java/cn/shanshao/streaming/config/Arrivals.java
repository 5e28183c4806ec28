package cn.shanshao.streaming.config;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Manifest;
import cn.shanshao.ingest.wire.RainForecast;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.ConfigEvent.Sort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Keeps count of what has come of the configuration, and tells when it is complete. */
public final class Arrivals {
    /** More than this unpacked is no configuration. */
    private static final int MOST_BYTES = 256 << 20;

    private final Map<String, Stamp> divisions = new HashMap<>();
    private @Nullable Manifest manifest;
    private boolean isMarked;
    private boolean isOver;

    /**
     * Takes one retained message; an older document is passed over.
     *
     * @return whether everything has come
     */
    public synchronized boolean take(String topic, byte[] payload, Consumer<ConfigEvent> out) {
        if (topic.startsWith(Topics.OPEN)) {
            var json = unpacked(payload);
            if (json.length > 0) {
                Json.read(json, Alert[].class);
                out.accept(new ConfigEvent(Sort.OPEN, topic.substring(Topics.OPEN.length()), json));
            }
        } else if (topic.startsWith(Topics.FORECAST)) {
            takeForecast(topic.substring(Topics.FORECAST.length()), unpacked(payload), out);
        } else if (topic.equals(Topics.MANIFEST)) {
            takeManifest(unpacked(payload), out);
        } else if (payload.length > 0) {
            takeDocument(topic.substring(Topics.CONFIG.length()), unpacked(payload), out);
        }
        return isComplete();
    }

    private static void takeForecast(String source, byte[] json, Consumer<ConfigEvent> out) {
        if (json.length > 0) {
            var said = Json.read(json, RainForecast.class).source();
            if (!said.equals(source)) {
                throw new IllegalArgumentException(
                        "source: expected that of the topic, %s, was %s".formatted(source, said));
            }
            out.accept(new ConfigEvent(Sort.FORECAST, source, json));
        }
    }

    private void takeManifest(byte[] json, Consumer<ConfigEvent> out) {
        var next = Json.read(json, Manifest.class);
        if (manifest == null || next.epoch() >= manifest.epoch()) {
            manifest = next;
            out.accept(new ConfigEvent(Sort.MANIFEST, "", json));
        }
    }

    private void takeDocument(String division, byte[] json, Consumer<ConfigEvent> out) {
        var stamp = Stamp.of(Json.read(json, DivisionConfig.class));
        var before = divisions.get(division);
        if (before == null || stamp.compareTo(before) > 0) {
            divisions.put(division, stamp);
            out.accept(new ConfigEvent(Sort.DOCUMENT, division, json));
        }
    }

    /** The marker has come back: all open episodes have been delivered. */
    public synchronized boolean marked() {
        isMarked = true;
        return isComplete();
    }

    /** Whether this is the first end of the waiting. */
    public synchronized boolean giveUp() {
        var isFirst = !isOver;
        isOver = true;
        return isFirst;
    }

    /** The waiting has ended: what is missing now is missing in what people rely on. */
    public synchronized boolean isOver() {
        return isOver;
    }

    private boolean isComplete() {
        var wanted = manifest;
        return isMarked
                && wanted != null
                && wanted.divisions().entrySet().stream().allMatch(entry -> {
                    var stamp = divisions.get(entry.getKey());
                    return stamp != null && stamp.compareTo(new Stamp(wanted.epoch(), entry.getValue())) >= 0;
                });
    }

    private static byte[] unpacked(byte[] payload) {
        if (payload.length < 2 || payload[0] != (byte) 0x1f || payload[1] != (byte) 0x8b) {
            return payload;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(payload))) {
            var json = in.readNBytes(MOST_BYTES + 1);
            if (json.length > MOST_BYTES) {
                throw new IllegalArgumentException("configuration has more than %d bytes".formatted(MOST_BYTES));
            }
            return json;
        } catch (IOException e) {
            throw new IllegalArgumentException("not gzip: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized String toString() {
        return "%d divisions, manifest %s, open episodes %s"
                .formatted(divisions.size(), manifest == null ? "missing" : "here", isMarked ? "here" : "missing");
    }
}
