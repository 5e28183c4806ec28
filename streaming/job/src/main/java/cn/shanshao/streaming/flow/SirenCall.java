package cn.shanshao.streaming.flow;

import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Topics;
import org.jspecify.annotations.Nullable;

/**
 * What one point asks of a siren, which may be that of others too.
 *
 * @param level at which the point demands that it sounds; {@code null} when it demands it no more
 * @param command to send; {@code null} when it sounds already, and is to go on
 */
public record SirenCall(
        String siren,
        String point,
        @Nullable Level level,
        @Nullable Command command) {
    public static final CodecType<SirenCall> TYPE = new CodecType<>(SirenCall.class, new OwnCodec());

    /**
     * The command as a message, as if the siren were of this point alone; {@code null} for none. It stays at the broker: a
     * siren that was away, or lost its power, is told when it comes back.
     */
    public @Nullable Outgoing outgoing() {
        return command == null ? null : Outgoing.retained(Topics.command(siren), command);
    }

    /** The same with another command. */
    public SirenCall with(Command other) {
        return new SirenCall(siren, point, level, other);
    }

    /** JSON: calls are rare. */
    public static final class OwnCodec extends JsonCodec<SirenCall> {
        private static final long serialVersionUID = 1L;

        public OwnCodec() {
            super(SirenCall.class);
        }
    }
}
