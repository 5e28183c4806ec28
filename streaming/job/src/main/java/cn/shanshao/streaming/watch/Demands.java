package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.streaming.flow.CodecType;
import cn.shanshao.streaming.flow.JsonCodec;
import cn.shanshao.streaming.flow.SirenCall;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which points demand that one siren sounds, and at which level: it sounds for as long as any does, at the gravest.
 *
 * @param points by their ids
 */
record Demands(SortedMap<String, Level> points) {
    static final CodecType<Demands> TYPE = new CodecType<>(Demands.class, new OwnCodec());
    static final Demands NONE = new Demands(Collections.emptySortedMap());

    Demands {
        points = Collections.unmodifiableSortedMap(new TreeMap<>(points));
    }

    /** What holds after a call, of points that exist. */
    Demands after(SirenCall call, Predicate<String> exists) {
        var next = new TreeMap<>(points);
        next.keySet().removeIf(point -> !exists.test(point));
        if (call.level() == null) {
            next.remove(call.point());
        } else {
            next.put(call.point(), call.level());
        }
        return new Demands(next);
    }

    @Nullable
    Level gravest() {
        return points.values().stream().max(Comparator.naturalOrder()).orElse(null);
    }

    /**
     * The command that a call comes to, when this is what holds after it; {@code null} for none.
     *
     * @param before what held before it
     */
    @Nullable
    Command command(SirenCall call, Demands before) {
        var command = call.command();
        var level = gravest();
        if (command == null || level == null || level == call.level()) {
            return command;
        }
        if (call.level() == null && level == before.gravest()) {
            return null; // it sounds for another point, and goes on
        }
        Map<String, String> args = new HashMap<>(command.args());
        args.put("level", level.wire());
        return new Command(command.id(), "siren", args, command.expires(), command.by(), command.fence());
    }

    /** JSON. */
    public static final class OwnCodec extends JsonCodec<Demands> {
        private static final long serialVersionUID = 1L;

        public OwnCodec() {
            super(Demands.class);
        }
    }
}
