package cn.shanshao.center.alert;

import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.rules.BackTestSeats;
import cn.shanshao.center.rules.Rules;
import cn.shanshao.center.rules.StoredRecords;
import cn.shanshao.detect.Explanations;
import cn.shanshao.detect.Method;
import cn.shanshao.detect.report.Memory;
import cn.shanshao.detect.report.Reasons;
import cn.shanshao.detect.report.Report;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Why an alert was raised: its rule, run over the stored readings of its channel by the same detectors. */
@Component
class AlertReasons {
    /** That much before the beginning is shown. */
    private static final Duration SHOWN = Duration.ofDays(30);

    /** And that much before warms the detectors up. */
    private static final Duration WARM_UP = Duration.ofDays(30);

    /** Before the beginning, however often the channel is read; then it is the newest readings that are left out. */
    private static final Duration LEAST = Duration.ofHours(1);

    private static final Duration AFTER = Duration.ofDays(1);

    /** Of a channel that is read often less time is looked at. */
    private static final int MOST_READINGS = 40_000;

    /** A fit of Voight's law is dear. */
    private static final int MOST_FITTED = 5_000;

    private static final int MOST_KEPT = 50;

    /** That long an answer is given again; an open alert has new readings after it. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Rules rules;
    private final Registry registry;
    private final StoredRecords records;
    private final BackTestSeats seats;
    private final Clock clock;
    private final Map<Asked, Given> given = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Given> eldest) {
            return size() > MOST_KEPT;
        }
    });

    AlertReasons(Rules rules, Registry registry, StoredRecords records, BackTestSeats seats, Clock clock) {
        this.rules = rules;
        this.registry = registry;
        this.records = records;
        this.seats = seats;
        this.clock = clock;
    }

    /**
     * @param rule in the version that raised the alert; {@code null} for what no rule raised
     * @param series what the channel said, and what the rule judged of it; empty where there is no rule or no channel
     * @param read what all that stands on; {@code null} where nothing was read
     */
    record Why(
            String alertId,
            @Nullable RuleConfig rule,
            @Nullable String method,
            @Nullable String quantity,
            @Nullable String unit,
            @Nullable String judgedUnit,
            Map<Level, Double> limits,
            List<Reasons.Moment> series,
            List<Report.Outlook> forecasts,
            List<Reasons.Figure> numbers,
            List<Reasons.Opinion> opinions,
            Text explanation,
            @Nullable WhatWasRead read) {}

    /** @param device its version: a correction of its data asks anew */
    private record Asked(String alert, long seq, long device) {}

    private record Answer(Reasons reasons, WhatWasRead read) {}

    private record Given(Why why, Instant at) {}

    /**
     * Kept for a while, for everybody looks at the same alert.
     *
     * @throws cn.shanshao.center.Problem 429 when too many rules are run over stored readings at the moment; 503 when the
     *     store does not answer
     */
    Why of(Episode episode) {
        var alert = episode.alert();
        var device = alert.deviceId() == null
                ? 0L
                : registry.findDevice(alert.deviceId()).map(Device::version).orElse(0L);
        var asked = new Asked(alert.id(), alert.seq(), device);
        var before = given.get(asked);
        if (before != null && clock.instant().isBefore(before.at().plus(KEPT))) {
            return before.why();
        }
        var why = seats.seated(() -> found(episode));
        given.remove(asked);
        given.put(asked, new Given(why, clock.instant()));
        return why;
    }

    private Why found(Episode episode) {
        var alert = episode.alert();
        var rule = rules.find(alert.ruleId(), alert.ruleVersion())
                .or(() -> rules.find(alert.ruleId()))
                .filter(found -> Method.of(found.method()).isPresent())
                .orElse(null);
        var device = alert.deviceId() == null
                ? null
                : registry.findDevice(alert.deviceId()).orElse(null);
        var quantity = alert.quantity();
        if (rule == null || device == null || quantity == null) {
            return without(alert, rule);
        }
        var answer = answer(episode, rule, device, quantity);
        var reasons = answer.reasons();
        return new Why(
                alert.id(),
                rule,
                rule.method(),
                quantity,
                device.channel(quantity).map(channel -> channel.unit()).orElse(alert.unit()),
                reasons.judgedUnit(),
                reasons.limits(),
                reasons.series(),
                reasons.forecasts(),
                reasons.numbers(),
                reasons.opinions(),
                Explanations.of(rule.method()),
                answer.read());
    }

    /** How the alert was judged where no rule says it: the point as a whole is judged in two ways, each of its own name. */
    private static @Nullable String wholeMethod(Alert alert) {
        return alert.deviceId() == null && Explanations.knows(alert.ruleId()) ? alert.ruleId() : null;
    }

    private static Why without(Alert alert, @Nullable RuleConfig rule) {
        var method = rule == null ? wholeMethod(alert) : rule.method();
        return new Why(
                alert.id(),
                rule,
                method,
                alert.quantity(),
                alert.unit(),
                alert.unit(),
                rule == null ? Map.of() : rule.levels(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                method == null
                        ? new Text(
                                "这一告警不由测值规则产生，依据见告警证据。", "No rule about readings raised this; its evidence tells why.")
                        : Explanations.of(method),
                null);
    }

    private Answer answer(Episode episode, RuleConfig rule, Device device, String quantity) {
        var alert = episode.alert();
        var begun = alert.since().isBefore(episode.firstAt()) ? alert.since() : episode.firstAt();
        var now = latest(clock.instant(), alert.at());
        var to = episode.open() ? now : earliest(alert.at().plus(AFTER), now);
        var most = rule.method().equals(Method.INVERSE_VELOCITY.wire()) ? MOST_FITTED : MOST_READINGS;
        var shown = begun.minus(SHOWN);
        var from = shown.minus(WARM_UP);
        for (var days = SHOWN; isTooMuch(device, quantity, from, to, most) && days.compareTo(LEAST) > 0; ) {
            days = days.dividedBy(2);
            from = begun.minus(days);
        }
        var record = records.read(device, quantity, from, to, List.of(), most);
        var isCut = isTooMuch(device, quantity, from, to, most);
        var samples = record.samples();
        var until = isCut && !samples.isEmpty()
                ? Instant.ofEpochMilli(samples.get(samples.size() - 1).at())
                : to;
        var first = latest(shown, from);
        var read = WhatWasRead.of(
                rule,
                from,
                until,
                samples.size(),
                masks(device, quantity, from, until),
                isCut,
                knewMore(rule, device, quantity, first, from));
        return new Answer(Reasons.of(record, rule, first), read);
    }

    /** The rule, when it judged what is shown first, remembered readings from before what was read. */
    private boolean knewMore(RuleConfig rule, Device device, String quantity, Instant shown, Instant from) {
        var remembered = shown.minus(Memory.of(rule));
        return remembered.isBefore(from) && records.count(device, quantity, remembered, from) > 0;
    }

    private static List<Mask> masks(Device device, String quantity, Instant from, Instant to) {
        return device.channel(quantity).map(channel -> channel.masks()).orElse(List.of()).stream()
                .filter(mask -> mask.from().isBefore(to)
                        && (mask.to() == null || mask.to().isAfter(from)))
                .toList();
    }

    private boolean isTooMuch(Device device, String quantity, Instant from, Instant to, int most) {
        return records.count(device, quantity, from, to) > most;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
