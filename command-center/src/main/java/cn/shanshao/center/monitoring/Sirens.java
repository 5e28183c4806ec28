package cn.shanshao.center.monitoring;

import cn.shanshao.center.registry.Device;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The door to what people hear: sirens and loudspeakers, told to sound, to speak and to stop because of a notice. */
@Component
public class Sirens {
    private final CommandDesk desk;
    private final Orders orders;

    Sirens(CommandDesk desk, Orders orders) {
        this.desk = desk;
        this.orders = orders;
    }

    /**
     * What became of a command.
     *
     * @param state {@code sent}, {@code acknowledged}, {@code refused}, {@code expired} or {@code unsent}
     * @param detail what the device said beyond yes or no; or why the command is not out
     */
    public record Answer(
            String state,
            @Nullable Instant answeredAt,
            @Nullable String detail) {}

    /**
     * Has a siren sound; one that is away hears it when it is back within that life. Waits for the broker, so no
     * transaction may be open: what it held would wait too.
     *
     * @param life after which the device must not act on it any more
     * @return id of the command
     * @throws cn.shanshao.center.Problem 409 when the device may not be commanded so, of another realm among them; 503 when
     *     the broker did not confirm
     */
    public String sound(Device device, Level level, Realm realm, Duration life, String who) {
        return desk.give(device, Action.SIREN, Map.of("level", level.wire()), realm, life, who)
                .id();
    }

    /** Has a loudspeaker speak; the rest as {@link #sound}. */
    public String speak(Device device, String text, Realm realm, Duration life, String who) {
        return desk.give(device, Action.BROADCAST, Map.of("text", text), realm, life, who)
                .id();
    }

    /** Silences a device; the rest as {@link #sound}. */
    public String stop(Device device, Realm realm, Duration life, String who) {
        return desk.give(device, Action.STOP, Map.of(), realm, life, who).id();
    }

    /** Since when those of these devices sound that were told to, and not to be silent since. */
    public Map<String, Instant> sounding(Collection<String> devices) {
        return orders.sounding(devices);
    }

    /** What became of these commands, by their ids; those that are not kept any more are not in it. */
    public Map<String, Answer> answers(Collection<String> commands) {
        return orders.answers(commands);
    }
}
