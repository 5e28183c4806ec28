package cn.shanshao.sim.device;

import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.CommandAck;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A siren with a loudspeaker: it sounds, speaks and falls silent as it is told, and answers every command. One that has
 * expired it does not follow; one that comes again while it is remembered it answers again, and no more.
 */
public final class Siren {
    private static final int REMEMBERED = 1_000;

    private final Consumer<Command> onSound;
    private final Map<String, CommandAck> answers = new LinkedHashMap<>();
    private boolean sounds;

    /** @param onSound called when it is told to sound; must not block */
    public Siren(Consumer<Command> onSound) {
        this.onSound = onSound;
    }

    public synchronized CommandAck take(Command command, Instant now) {
        var answer = answers.computeIfAbsent(command.id(), id -> follow(command, now));
        if (answers.size() > REMEMBERED) {
            answers.remove(answers.keySet().iterator().next());
        }
        return answer;
    }

    private CommandAck follow(Command command, Instant now) {
        if (!now.isBefore(command.expires())) {
            return new CommandAck(command.id(), false, "expired at " + command.expires());
        }
        return switch (command.action()) {
            case "siren" -> {
                sounds = true;
                onSound.accept(command);
                yield new CommandAck(command.id(), true, "sounding");
            }
            case "stop" -> {
                sounds = false;
                yield new CommandAck(command.id(), true, "silent");
            }
            case "broadcast" -> spoken(command);
            default -> new CommandAck(command.id(), false, "a siren cannot " + command.action());
        };
    }

    private static CommandAck spoken(Command command) {
        var text = command.args().getOrDefault("text", "");
        return text.isBlank()
                ? new CommandAck(command.id(), false, "expected a text")
                : new CommandAck(command.id(), true, "spoken: " + text);
    }

    public synchronized boolean sounds() {
        return sounds;
    }
}
