package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Change;
import cn.shanshao.detect.Channel;
import cn.shanshao.detect.Judged;
import cn.shanshao.detect.Method;
import cn.shanshao.detect.Nature;
import cn.shanshao.detect.RainWording;
import cn.shanshao.detect.Rule;
import cn.shanshao.detect.Voice;
import cn.shanshao.detect.Wording;
import cn.shanshao.detect.rain.AfterQuake;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Evidence;
import cn.shanshao.ingest.wire.Forecast;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.Severity;
import cn.shanshao.ingest.wire.Text;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.flow.Finding;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what has been found as alerts. */
final class Alerts {
    private static final double SURE = 1.0;

    /** The clock, or the value, of the deciding reading is in doubt; or the rule lacks the history that it needs. */
    private static final double DOUBTFUL = 0.5;

    private Alerts() {}

    /** What a rule says that has all the history it needs. */
    static Finding of(
            Assigned device,
            String quantity,
            String ruleId,
            @Nullable RuleConfig rule,
            Change change,
            @Nullable Forecast forecast,
            Instant now) {
        return of(device, quantity, rule, new Channel.Word(ruleId, change, forecast, false, false), now);
    }

    /**
     * @param rule {@code null} when it is gone
     */
    static Finding of(Assigned device, String quantity, @Nullable RuleConfig rule, Channel.Word word, Instant now) {
        return of(device, quantity, rule, word, word.change().floor(), now);
    }

    /** Of a shadow, which no point numbers: this is its {@code seq}. */
    static Alert shadow(
            Assigned device, String quantity, @Nullable RuleConfig rule, Channel.Word word, long seq, Instant now) {
        return of(device, quantity, rule, word, seq, now).alert();
    }

    private static Finding of(
            Assigned device, String quantity, @Nullable RuleConfig rule, Channel.Word word, long seq, Instant now) {
        var change = word.change();
        var forecast = word.forecast();
        var episode = change.episode();
        var isSure = episode.last().clean() && !word.isCold();
        var isOver = change.state() == AlertState.CLEARED;
        var last = episode.last();
        var method = method(rule);
        var judged = Judged.of(
                rule == null ? null : Rule.of(rule, device.channel(quantity)),
                last,
                episode.level(),
                device.unit(quantity));
        var why = judged.why();
        var alert = new Alert(
                change.id(),
                seq,
                Topics.target(device.id(), quantity),
                device.realm(),
                change.state(),
                isOver ? null : episode.level(),
                change.withdrawn() ? null : episode.highest(),
                null,
                method.kind(),
                device.device().pointId(),
                device.id(),
                device.division(),
                word.rule(),
                rule == null ? 0 : rule.version(),
                quantity,
                judged.value(),
                judged.unit(),
                judged.limitOrNull(),
                isSure ? SURE : DOUBTFUL,
                false,
                null,
                Instant.ofEpochMilli(isOver ? episode.opened() : episode.since()),
                Instant.ofEpochMilli(last.at()),
                now,
                forecast,
                List.of(new Evidence(device.id(), quantity, judged.value(), Instant.ofEpochMilli(last.at()), why)),
                text(device, quantity, rule, change, judged));
        return new Finding(alert, isOver ? null : voice(device, quantity, change, isSure), change.corrected());
    }

    private static Method method(@Nullable RuleConfig rule) {
        return rule == null ? Method.THRESHOLD : Method.of(rule.method()).orElse(Method.THRESHOLD);
    }

    private static Text text(
            Assigned device, String quantity, @Nullable RuleConfig rule, Change change, Judged judged) {
        var level = change.episode().level();
        var method = method(rule);
        var lowered = rule == null
                ? 1
                : AfterQuake.of(rule.params()).at(change.episode().last().at());
        var text = method.kind() == AlertKind.RAINFALL
                ? RainWording.level(change.state(), device.place(), method, judged, level, lowered)
                : Wording.level(change.state(), device.place(), method, quantity, level, judged);
        return change.corrected() ? corrected(text, device, quantity) : text;
    }

    /** Not the slope has brought this about: whoever reads it is told who has. */
    private static Text corrected(Text text, Assigned device, String quantity) {
        return device.masks(quantity).stream()
                .max(Comparator.comparing(mask -> mask.at() == null ? mask.from() : mask.at()))
                .map(mask -> MaskWording.of(text, mask))
                .orElseGet(() -> MaskWording.takenBack(text));
    }

    private static Voice voice(Assigned device, String quantity, Change change, boolean isSure) {
        var episode = change.episode();
        return new Voice(
                device.id(),
                device.device().gateway(),
                device.device().power(),
                episode.level(),
                isSure,
                Nature.of(quantity),
                episode.opened());
    }

    static Finding clock(Assigned device, ClockFault fault, long at, Instant now) {
        var state = fault.isOver() ? AlertState.CLEARED : AlertState.RAISED;
        var text = fault.isOver() ? Wording.clockRight(device.id()) : Wording.clock(device.id(), fault.offset());
        return new Finding(
                equipment(
                        fault.id(),
                        fault.floor(),
                        device.id(),
                        device.realm(),
                        state,
                        Severity.MEDIUM,
                        AlertKind.QUALITY,
                        device.device().pointId(),
                        device.division(),
                        ClockFault.RULE,
                        Instant.ofEpochMilli(fault.since()),
                        Instant.ofEpochMilli(at),
                        now,
                        text),
                null);
    }

    /** An alert about equipment: it has a severity and no level. */
    static Alert equipment(
            String id,
            long seq,
            String target,
            Realm realm,
            AlertState state,
            Severity severity,
            AlertKind kind,
            @Nullable String point,
            String division,
            String rule,
            Instant since,
            Instant at,
            Instant now,
            Text text) {
        return new Alert(
                id, seq, target, realm, state, null, null, severity, kind, point, target, division, rule, 1, null, null,
                null, null, SURE, false, null, since, at, now, null, List.of(), text);
    }

    /** What was open of a device or a rule that nobody knows any more is over. */
    static Alert over(Alert open, Instant now) {
        return new Alert(
                open.id(),
                open.seq(),
                open.target(),
                open.realm(),
                AlertState.CLEARED,
                null,
                open.highest(),
                open.severity(),
                open.kind(),
                open.pointId(),
                open.deviceId(),
                open.division(),
                open.ruleId(),
                open.ruleVersion(),
                open.quantity(),
                open.value(),
                open.unit(),
                open.limit(),
                open.confidence(),
                false,
                null,
                open.since(),
                open.at(),
                now,
                open.forecast(),
                open.evidence(),
                new Text("规则或设备已停用，告警解除", "The rule or the device is no longer in use"));
    }

    /** The same end, told in these words. */
    static Alert told(Alert over, @Nullable Level highest, Text text) {
        return new Alert(
                over.id(),
                over.seq(),
                over.target(),
                over.realm(),
                over.state(),
                null,
                highest,
                over.severity(),
                over.kind(),
                over.pointId(),
                over.deviceId(),
                over.division(),
                over.ruleId(),
                over.ruleVersion(),
                over.quantity(),
                over.value(),
                over.unit(),
                over.limit(),
                over.confidence(),
                false,
                null,
                over.since(),
                over.at(),
                over.detectedAt(),
                over.forecast(),
                over.evidence(),
                text);
    }
}
