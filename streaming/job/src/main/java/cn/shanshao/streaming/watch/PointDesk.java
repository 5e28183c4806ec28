package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.Evidence;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig;
import cn.shanshao.ingest.wire.PointState;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.flow.Finding;
import cn.shanshao.streaming.flow.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides for one point whether alerts bear each other out, and which standing order they meet; numbers them, and sets
 * off the sirens of the order.
 */
final class PointDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PointDesk.class);
    private static final Duration SIREN_EXPIRES = Duration.ofMinutes(10);

    private final Book book;
    private final Instant now;
    private final Consumer<Outgoing> out;
    private PointMemory memory;

    PointDesk(Book book, PointMemory memory, Instant now, Consumer<Outgoing> out) {
        this.book = book;
        this.memory = memory;
        this.now = now;
        this.out = out;
    }

    PointMemory memory() {
        return memory;
    }

    /** Publishes a finding, and again those of its neighbours for which it makes a difference. */
    void take(Finding finding) {
        var alert = finding.alert();
        var before = before(alert);
        if (alert.state() == AlertState.CLEARED) {
            publish(alert, null, List.of());
            memory = memory.with(alert.id(), null, memory.seq());
            silence(before);
        } else {
            var open = new OpenAlert(
                    alert,
                    finding.voice(),
                    before == null ? null : before.sounded(),
                    before == null ? List.of() : before.sirens());
            memory = memory.with(alert.id(), open, memory.seq());
            publish(open);
        }
        review(alert.id());
    }

    /**
     * What is known of the episode so far, which is one for each rule and target: under another id it is forgotten, for the
     * command centre's id has come to hold, and only what was set off goes on.
     */
    private @Nullable OpenAlert before(Alert alert) {
        var known = memory.open().get(alert.id());
        if (known != null || alert.state() == AlertState.CLEARED) {
            return known;
        }
        for (var open : memory.open().values()) {
            if (open.alert().target().equals(alert.target())
                    && open.alert().ruleId().equals(alert.ruleId())) {
                memory = memory.with(open.alert().id(), null, memory.seq());
                return open;
            }
        }
        return null;
    }

    /** The configuration has changed: devices may be gone or moved, standing orders new. */
    void review() {
        for (var open : List.copyOf(memory.open().values())) {
            var device = open.alert().deviceId() == null
                    ? null
                    : book.device(open.alert().deviceId());
            if (device == null) {
                take(new Finding(Alerts.over(open.alert(), now), null));
            } else if (!Objects.equals(device.device().pointId(), open.alert().pointId())) {
                // its word goes to the new point
                memory = memory.with(open.alert().id(), null, memory.seq());
                silence(open);
            }
        }
        review("");
    }

    private void review(String except) {
        for (var open : List.copyOf(memory.open().values())) {
            var supporters = supporters(open);
            var isChanged = open.alert().corroborated() == supporters.isEmpty()
                    || !Objects.equals(open.alert().standingOrder(), order(open, !supporters.isEmpty()));
            if (!open.alert().id().equals(except) && isChanged) {
                publish(open);
            }
        }
    }

    private void publish(OpenAlert open) {
        var supporters = supporters(open);
        var order = order(open, !supporters.isEmpty());
        var published = publish(open.alert(), order, supporters);
        var next = open.with(published);
        memory = memory.with(published.id(), next, memory.seq());
        if (order != null) {
            sound(next, order);
        }
    }

    private Alert publish(Alert alert, @Nullable String order, List<OpenAlert> supporters) {
        var seq = Math.max(Math.max(memory.seq(), alert.seq()) + 1, now.toEpochMilli());
        memory = new PointMemory(memory.open(), seq, memory.told());
        var evidence = new ArrayList<>(own(alert));
        supporters.forEach(other -> evidence.addAll(own(other.alert())));
        var published = new Alert(
                alert.id(),
                seq,
                alert.target(),
                alert.realm(),
                alert.state(),
                alert.level(),
                alert.highest(),
                alert.severity(),
                alert.kind(),
                alert.pointId(),
                alert.deviceId(),
                alert.division(),
                alert.ruleId(),
                alert.ruleVersion(),
                alert.quantity(),
                alert.value(),
                alert.unit(),
                alert.limit(),
                alert.confidence(),
                !supporters.isEmpty(),
                order,
                alert.since(),
                alert.at(),
                now,
                alert.forecast(),
                evidence,
                alert.text());
        out.accept(Outgoing.sure(Topics.alert(published), published));
        return published;
    }

    /** What the alert itself stands on, without what others have lent to it. */
    private static List<Evidence> own(Alert alert) {
        return alert.evidence().stream()
                .filter(one -> one.deviceId().equals(alert.deviceId()))
                .toList();
    }

    private List<OpenAlert> supporters(OpenAlert open) {
        var voice = open.voice();
        if (voice == null) {
            return List.of();
        }
        return memory.open().values().stream()
                .filter(other -> other.voice() != null
                        && other.alert().realm() == open.alert().realm()
                        && voice.isBorneOutBy(other.voice()))
                .sorted(Comparator.comparing(other -> other.alert().id()))
                .toList();
    }

    /** The gravest standing order that a corroborated alert meets. */
    private @Nullable String order(OpenAlert open, boolean isCorroborated) {
        var found = isCorroborated ? standing(open) : null;
        return found == null ? null : found.id();
    }

    private PointConfig.@Nullable StandingOrder standing(OpenAlert open) {
        var alert = open.alert();
        var level = alert.level();
        var point = alert.pointId() == null ? null : book.point(alert.pointId());
        if (point == null || level == null) {
            return null;
        }
        return point.standingOrders().stream()
                .filter(order -> level.atLeast(order.level())
                        && order.kinds().contains(alert.kind())
                        && now.isBefore(order.until()))
                .max(Comparator.comparing(PointConfig.StandingOrder::level)
                        .thenComparing(PointConfig.StandingOrder::id))
                .orElse(null);
    }

    /** Once for each level that the episode reaches. */
    private void sound(OpenAlert open, String orderId) {
        var level = open.alert().level();
        var order = standing(open);
        if (level == null
                || order == null
                || open.sounded() != null && open.sounded().atLeast(level)) {
            return;
        }
        var sirens = order.sirens().stream()
                .filter(siren -> isAllowed(siren, open.alert()))
                .toList();
        sirens.forEach(siren -> command(siren, "siren", open.alert(), Map.of("level", level.wire(), "order", orderId)));
        memory = memory.with(open.alert().id(), open.sounded(level, sirens), memory.seq());
    }

    private boolean isAllowed(String siren, Alert alert) {
        var device = book.device(siren);
        // its own realm, not its point's: a live siren at an exercise point is still live
        var isAllowed = device != null && device.device().realm() == alert.realm();
        if (!isAllowed) {
            LOG.error("siren {} is refused to alert {}: expected one of realm {}", siren, alert.id(), alert.realm());
        }
        return isAllowed;
    }

    private void silence(@Nullable OpenAlert before) {
        if (before != null) {
            for (var siren : before.sirens()) {
                if (memory.open().values().stream()
                        .noneMatch(other -> other.sirens().contains(siren))) {
                    command(siren, "stop", before.alert(), Map.of());
                }
            }
        }
    }

    private void command(String siren, String action, Alert alert, Map<String, String> args) {
        var id = alert.id() + "-" + memory.seq();
        var command = new Command(id, action, args, now.plus(SIREN_EXPIRES), "job", null);
        out.accept(Outgoing.sure(Topics.command(siren), command));
    }

    /** The state of the point as a whole; blindness is told by the roll call. */
    PointState state(String point) {
        Level worst = null;
        Instant since = null;
        var rules = new ArrayList<String>();
        for (var open : memory.open().values()) {
            var level = open.alert().level();
            if (level != null) {
                rules.add(open.alert().ruleId());
                if (worst == null || level.compareTo(worst) > 0) {
                    worst = level;
                    since = open.alert().since();
                } else if (level == worst && open.alert().since().isBefore(Objects.requireNonNull(since))) {
                    since = open.alert().since();
                }
            }
        }
        return new PointState(
                point, worst, since, rules.stream().distinct().sorted().toList(), false);
    }
}
