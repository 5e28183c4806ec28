package cn.shanshao.sim.replay;

import cn.shanshao.sim.Usage;
import cn.shanshao.sim.centre.Centre;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the devices of a replay ready at the command centre, and tells everything it changes there. */
record Devices(Centre centre, Optional<String> point, Login login, PrintStream out) {
    private static final String MODEL = "replay";
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration CHANGE = Duration.ofSeconds(3);

    /**
     * How to speak as a device that exists.
     *
     * @param password of its MQTT login, where it is known
     * @param mayRenew whether its login may be made anew, which shuts the instrument in the field out
     */
    record Login(Optional<String> password, boolean mayRenew) {}

    /**
     * Makes the device when there is none, and gives it the clock that the replay needs.
     *
     * @param clock {@code real} or {@code replay}
     * @return the password of its MQTT login
     * @throws Usage when it may belong to an instrument in the field, and its password is not known
     */
    String ready(String id, String clock, Duration interval) throws InterruptedException {
        var known = centre.device(id);
        if (known.isEmpty()) {
            make(id, clock, interval);
            return centre.credentials(id);
        }
        var mayRenew = login.mayRenew() || isMadeForReplay(known.get());
        if (login.password().isEmpty() && !mayRenew) {
            throw new Usage(("device %s exists: a new password would shut out the instrument that sends as it;"
                            + " set SHANSHAO_DEVICE_PASSWORD to its password, or say --new-login")
                    .formatted(id));
        }
        adapt(id, clock, known.get());
        return login.password().orElseGet(() -> centre.credentials(id));
    }

    private static boolean isMadeForReplay(JsonNode device) {
        return device.path("model").asString("").equals(MODEL)
                || device.path("clock").asString("").equals("replay");
    }

    private void make(String id, String clock, Duration interval) {
        var form = new LinkedHashMap<String, Object>();
        form.put("id", id);
        form.put("model", MODEL);
        form.put("realm", "exercise");
        form.put("clock", clock);
        form.put("interval", Math.max(0.001, Math.min(LONGEST.toMillis(), interval.toMillis()) / 1000.0));
        point.ifPresent(p -> form.put("pointId", p));
        centre.create(form);
        out.printf(
                "made device %s: exercise, clock %s, interval %s s, %s%n",
                id,
                clock,
                form.get("interval"),
                point.map(p -> "at point " + p).orElse("at no point: rules of a point do not see it (--point)"));
    }

    private void adapt(String id, String clock, JsonNode device) throws InterruptedException {
        var isExercise = device.path("realm").asString("").equals("exercise");
        if (clock.equals("replay") && !isExercise) {
            throw new Usage(id + " is a live device: only exercise devices play the past as if it were now");
        }
        if (!device.path("clock").asString("").equals(clock) && device instanceof ObjectNode form) {
            form.put("clock", clock);
            centre.replace(id, form);
            out.printf("changed device %s: clock %s%n", id, clock);
            // nothing tells when the job has taken the change; until then it would judge by the old clock
            Thread.sleep(CHANGE.toMillis());
        }
    }
}
