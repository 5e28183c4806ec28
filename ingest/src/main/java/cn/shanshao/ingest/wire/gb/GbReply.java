package cn.shanshao.ingest.wire.gb;

import cn.shanshao.ingest.wire.CommandAck;
import cn.shanshao.ingest.wire.Shown;
import cn.shanshao.ingest.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A device's answer to a command: {@code $cmd=reboot&result=succ&msgid=…}, or the values that were asked for in place of
 * a result. Some firmware writes spaces around the ampersands, or the dollar twice.
 *
 * @param fields in their order, without the command
 */
record GbReply(String command, Map<String, String> fields) {
    private static final int MAX_BYTES = 64 * 1024;

    /**
     * @throws WireException when it is no answer
     */
    static GbReply read(byte[] text) {
        if (text.length > MAX_BYTES) {
            throw new WireException(
                    "size", "answer has %d bytes, expected at most %d".formatted(text.length, MAX_BYTES));
        }
        var all = new LinkedHashMap<String, String>();
        for (var part : new String(text, StandardCharsets.UTF_8)
                .replaceFirst("^\\$+", "")
                .split("&", 200)) {
            if (!part.isBlank()) {
                put(all, part, part.indexOf('='));
            }
        }
        var command = all.remove("cmd");
        if (command == null || !command.matches("[A-Za-z0-9_]{1,64}")) {
            throw new WireException(
                    "answer", "cmd: expected a name, was %s".formatted(Shown.of(String.valueOf(command))));
        }
        return new GbReply(command, all);
    }

    private static void put(Map<String, String> all, String part, int equals) {
        var key = part.substring(0, Math.max(0, equals)).strip();
        if (key.isEmpty() || all.put(key, part.substring(equals + 1).strip()) != null) {
            throw new WireException(
                    "answer", "expected each key once and with a value, was %s".formatted(Shown.of(part)));
        }
    }

    /**
     * The id of the command is the {@code msgid}; a device that sends none is answering the newest command of that name,
     * and the name stands for the id.
     *
     * @throws WireException when the result is neither success nor failure
     */
    CommandAck ack() {
        var id = fields.getOrDefault("msgid", "");
        try {
            return new CommandAck(id.isEmpty() ? command : id, isOk(), detail());
        } catch (IllegalArgumentException e) {
            throw new WireException("answer", "msgid: expected 1 to 200 plain characters, was " + Shown.of(id));
        }
    }

    private boolean isOk() {
        var result = fields.getOrDefault("result", "succ");
        return switch (result) {
            case "succ", "sucd", "success", "ok" -> true;
            case "fail", "fai", "failed", "error" -> false;
            default -> throw new WireException("answer", "result: expected succ or fail, was " + Shown.of(result));
        };
    }

    /** What else it says. The key to the platform is a secret and goes no further. */
    private String detail() {
        return fields.entrySet().stream()
                .filter(field -> !List.of("apikey", "api_key", "msgid").contains(field.getKey()))
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&", command + (fields.isEmpty() ? "" : "&"), ""));
    }

    /** The values that were asked for: readings, or the state of the station. */
    Optional<byte[]> values() {
        return Optional.ofNullable(fields.get(isStatus() ? "state" : "datastreams"))
                .map(json -> json.getBytes(StandardCharsets.UTF_8));
    }

    /** The keys that are to be thought before those of {@link #values}. */
    List<String> above(String device) {
        return isStatus() ? List.of(device, GbCode.STATUS) : List.of(device);
    }

    private boolean isStatus() {
        return command.equals("getstatus");
    }
}
