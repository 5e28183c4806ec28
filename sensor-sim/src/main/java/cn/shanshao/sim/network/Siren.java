package cn.shanshao.sim.network;

import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.CommandAck;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A siren: it sounds and falls silent as it is told, and answers every command. One that has expired it does not follow;
 * one that comes again it answers again, and no more.
 */
final class Siren {
    private final Consumer<Command> onSound;
    private final Map<String, CommandAck> answers = new HashMap<>();
    private boolean sounds;

    /** @param onSound called when it is told to sound; must not block */
    Siren(Consumer<Command> onSound) {
        this.onSound = onSound;
    }

    synchronized CommandAck take(Command command, Instant now) {
        return answers.computeIfAbsent(command.id(), id -> follow(command, now));
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
            default -> new CommandAck(command.id(), false, "a siren cannot " + command.action());
        };
    }

    synchronized boolean sounds() {
        return sounds;
    }
}
