package cn.shanshao.detect.report;

import cn.shanshao.detect.BackTest;
import cn.shanshao.detect.Judged;
import cn.shanshao.detect.RainWording;
import cn.shanshao.detect.Rule;
import cn.shanshao.detect.Wording;
import cn.shanshao.detect.rain.AfterQuake;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Text;
import cn.shanshao.ingest.wire.Topics;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the rules would have said of a record.
 *
 * @param rule the one rule, or a {@link RuleSet} with its parts
 * @param failed samples that quality control took out, and no rule saw
 * @param daysAt local days by the gravest level that stood on them
 * @param minutesAt for how long each level stood as the gravest, in whole minutes; the last one until the last sample
 * @param score against what happened; left out where nobody says what did
 * @param phases the levels that stood, for whoever makes more of them; not part of what is told
 */
public record Report(
        Object rule,
        String quantity,
        String unit,
        @Nullable Instant from,
        @Nullable Instant to,
        int samples,
        int failed,
        List<Spell> alerts,
        Map<Level, Integer> daysAt,
        Map<Level, Long> minutesAt,
        List<Outlook> forecasts,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Score score,
        @JsonIgnore List<BackTest.Phase> phases) {

    /**
     * An alert from its beginning to its end, as it was told when it came to its highest level.
     *
     * @param since when it came to that
     * @param to {@code null} while it lasts
     */
    public record Spell(
            String rule,
            String id,
            String target,
            Level level,
            Level highest,
            Instant since,
            Instant from,
            @Nullable Instant to,
            double value,
            String unit,
            @Nullable Double limit,
            AlertKind kind,
            Text text) {}

    /** What was expected from a time on. */
    public record Outlook(
            Instant at,
            @Nullable Instant failureAt,
            @Nullable Instant earliest,
            @Nullable Instant latest,
            @Nullable String refusedBy) {}

    /**
     * Runs the rules over a record.
     *
     * @param events when something happened; empty where nobody says
     * @param window before an event in which an alert is a warning of it
     */
    public static Report of(Recorded record, RuleSet rules, List<Instant> events, Duration window) {
        return of(record, rules, events, window, () -> {});
    }

    /**
     * @param mayGoOn asked after each reading; throws when it may not
     */
    public static Report of(Recorded record, RuleSet rules, List<Instant> events, Duration window, Runnable mayGoOn) {
        var margins = new Margins(rules.parts(), record.channel());
        var result = BackTest.run(
                record.device(), record.quantity(), rules.parts(), record.channel(), record.samples(), moment -> {
                    margins.take(moment);
                    mayGoOn.run();
                });
        var laid = new TreeMap<String, Rule>();
        rules.parts().forEach(rule -> laid.put(rule.id(), Rule.of(rule, record.channel())));
        var samples = record.samples();
        var first =
                samples.isEmpty() ? null : Instant.ofEpochMilli(samples.get(0).at());
        var last = samples.isEmpty()
                ? null
                : Instant.ofEpochMilli(samples.get(samples.size() - 1).at());
        return new Report(
                rules.document(),
                record.quantity(),
                record.unit(),
                first,
                last,
                result.samples(),
                result.failed(),
                result.spells().stream()
                        .map(spell -> spell(record, laid.get(spell.rule()), spell))
                        .toList(),
                result.daysAt(),
                minutes(result.phases(), last),
                forecasts(result.outlooks()),
                events.isEmpty() || first == null || last == null
                        ? null
                        : Score.of(result.phases(), margins.days(), first, last, events, window),
                result.phases());
    }

    private static Map<Level, Long> minutes(List<BackTest.Phase> phases, @Nullable Instant last) {
        var stood = new EnumMap<Level, Duration>(Level.class);
        for (var level : Level.values()) {
            stood.put(level, Duration.ZERO);
        }
        for (var i = 0; i < phases.size(); i++) {
            var phase = phases.get(i);
            var end = i + 1 < phases.size() ? phases.get(i + 1).from() : last;
            if (phase.level() != null && end != null) {
                stood.merge(phase.level(), Duration.between(phase.from(), end), Duration::plus);
            }
        }
        var minutes = new EnumMap<Level, Long>(Level.class);
        stood.forEach((level, span) -> minutes.put(level, span.toMinutes()));
        return minutes;
    }

    private static Spell spell(Recorded record, @Nullable Rule rule, BackTest.Spell spell) {
        if (rule == null) {
            throw new IllegalStateException("a rule spoke that is not there: " + spell.rule());
        }
        var judged = Judged.of(rule, spell.decided(), spell.highest(), record.unit());
        return new Spell(
                spell.rule(),
                spell.id(),
                Topics.target(record.device(), record.quantity()),
                spell.highest(),
                spell.highest(),
                spell.since(),
                spell.from(),
                spell.to(),
                judged.value(),
                judged.unit(),
                judged.limitOrNull(),
                rule.method().kind(),
                text(record, rule, spell, judged));
    }

    private static Text text(Recorded record, Rule rule, BackTest.Spell spell, Judged judged) {
        var state = spell.since().equals(spell.from()) ? AlertState.RAISED : AlertState.ESCALATED;
        return rule.method().kind() == AlertKind.RAINFALL
                ? RainWording.level(
                        state,
                        record.place(),
                        rule.method(),
                        judged,
                        spell.highest(),
                        AfterQuake.of(rule.config().params()).at(spell.decided().at()))
                : Wording.level(state, record.place(), rule.method(), record.quantity(), spell.highest(), judged);
    }

    /** Where only the goodness of a fit has changed nothing new was expected. */
    public static List<Outlook> forecasts(List<BackTest.Outlook> outlooks) {
        var told = new ArrayList<Outlook>();
        for (var one : outlooks) {
            var forecast = one.forecast();
            var now = new Outlook(
                    one.at(), forecast.failureAt(), forecast.earliest(), forecast.latest(), forecast.refusedBy());
            var before = told.isEmpty() ? null : told.get(told.size() - 1);
            if (before == null
                    || !now.equals(new Outlook(
                            one.at(), before.failureAt, before.earliest, before.latest, before.refusedBy))) {
                told.add(now);
            }
        }
        return told;
    }
}
