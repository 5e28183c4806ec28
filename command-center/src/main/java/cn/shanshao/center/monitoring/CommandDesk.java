package cn.shanshao.center.monitoring;

import cn.shanshao.center.CenterSettings;
import cn.shanshao.center.Problem;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.Protocol;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.gb.GbCommands;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives commands to devices, in the words of each. A command goes out now or never: it is not tried again. */
@Component
class CommandDesk {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String NAME = "[A-Za-z0-9_.-]{1,40}";
    private static final int LONGEST_VALUE = 500;
    private static final int MOST_ARGS = 16;

    private final Registry registry;
    private final Orders orders;
    private final Dispatch dispatch;
    private final Clock clock;
    private final Realm usual;

    CommandDesk(Registry registry, Orders orders, Dispatch dispatch, Clock clock, CenterSettings settings) {
        this.registry = registry;
        this.orders = orders;
        this.dispatch = dispatch;
        this.clock = clock;
        this.usual = settings.demo() ? Realm.EXERCISE : Realm.LIVE;
    }

    /**
     * The order is stored before it goes out, so that an answer finds it; the broker is waited for with nothing locked.
     *
     * @param realm that the command is meant for; {@code null} for the usual one
     * @throws Problem 409 when the device may not be commanded so; 422 when it would not understand; 503 when the broker
     *     did not confirm
     */
    @Transactional(propagation = Propagation.NEVER)
    Order give(
            Device device, Action action, Map<String, String> args, @Nullable Realm realm, Duration life, String who) {
        mustBeAllowed(device, action, realm == null ? usual : realm);
        mustBePlain(args);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var id = "c-" + HexFormat.of().toHexDigits(RANDOM.nextLong());
        var order = new Order(
                id,
                device.id(),
                action.word(),
                args,
                who,
                device.realm(),
                now,
                now.plus(life),
                Order.State.SENT,
                null,
                null);
        var payload = payload(device, new Command(id, action.word(), args, order.expires(), null, null));
        orders.add(order, device.division());
        var failure = dispatch.send(
                device.commandTopic(),
                payload,
                Duration.between(clock.instant(), order.expires()),
                device.protocol() == Protocol.SHANSHAO && action.isOfSiren());
        if (failure != null && orders.fail(order, device.division(), failure)) {
            throw Problem.busy(
                    "command %s to %s may not be out and is not sent again: %s".formatted(id, device.id(), failure), 5);
        }
        return order;
    }

    private void mustBeAllowed(Device device, Action action, Realm realm) {
        if (usual == Realm.EXERCISE && device.realm() == Realm.LIVE) {
            throw Problem.conflict(
                    "device %s is live, and nothing live is commanded while the demo runs".formatted(device.id()));
        }
        var point = device.pointId() == null
                ? null
                : registry.findPoint(device.pointId()).orElse(null);
        if (action.isHeard() && (realm != device.realm() || point != null && point.realm() != device.realm())) {
            throw Problem.conflict("%s is refused: it is meant for the realm %s, and device %s is of the realm %s"
                    .formatted(action.word(), word(realm), device.id(), word(device.realm())));
        }
        if (device.state() == DeviceState.RETIRED) {
            throw Problem.conflict("device %s is retired".formatted(device.id()));
        }
        if (!registry.hasLogin(device.id())) {
            throw Problem.conflict("device %s has no login at the broker, so it hears nothing%s"
                    .formatted(
                            device.id(), device.gateway() == null ? "" : "; command its gateway, " + device.gateway()));
        }
    }

    private static String word(Realm realm) {
        return realm == Realm.LIVE ? "live" : "exercise";
    }

    private static void mustBePlain(Map<String, String> args) {
        if (args.size() > MOST_ARGS) {
            throw Problem.invalid("args", args.size(), "at most " + MOST_ARGS);
        }
        args.forEach((name, value) -> {
            if (!name.matches(NAME)) {
                throw Problem.invalid("args", name, "names of " + NAME);
            }
            if (value.length() > LONGEST_VALUE || value.chars().anyMatch(Character::isISOControl)) {
                throw Problem.invalid(
                        "args." + name, value, "at most %d characters of one line".formatted(LONGEST_VALUE));
            }
        });
    }

    private byte[] payload(Device device, Command command) {
        if (device.protocol() == Protocol.NATIONAL) {
            var apikey = registry.findApikey(device.id()).orElse(null);
            try {
                return GbCommands.encode(command, apikey);
            } catch (IllegalArgumentException e) {
                // the message begins with the name of the argument
                var told = String.valueOf(e.getMessage());
                var name = told.replaceFirst(":.*", "");
                throw Problem.invalid(
                        "args." + name,
                        command.args().get(name),
                        told.replaceFirst("^[^:]*: (expected )?", "").replaceFirst(", was .*$", ""));
            }
        }
        if (command.action().equals(Action.SIREN.word())) {
            var level = command.args().get("level");
            if (Arrays.stream(Level.values()).noneMatch(l -> l.wire().equals(level))) {
                throw Problem.invalid("args.level", level, "red, orange, yellow or blue");
            }
        }
        return Json.write(command);
    }
}
