package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Channel;
import cn.shanshao.detect.Episode;
import cn.shanshao.detect.Method;
import cn.shanshao.detect.Rule;
import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.Word;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets the rules look at placed readings, at the passing of time, and at changes of the configuration. */
final class Judging {
    /** Older than this, or than two intervals, opens no episode: ms. */
    private static final long TOO_OLD = 3_600_000;

    private final Book book;
    private final Outlet out;
    private final Assigned device;
    private final DeviceMemory memory;
    private final @Nullable Warming warming;
    /** The number of the last word of a shadow: a pack may bring several of one episode at once. */
    private long shadowSeq;

    Judging(Book book, Assigned device, DeviceMemory memory, Outlet out) {
        this(book, device, memory, out, null);
    }

    /**
     * @param warming brings the history that rules need; {@code null} when they must do without
     */
    Judging(Book book, Assigned device, DeviceMemory memory, Outlet out, @Nullable Warming warming) {
        this.warming = warming;
        this.book = book;
        this.device = device;
        this.memory = memory;
        this.out = out;
    }

    void judge(List<Placed> readings, long now) {
        if (!device.device().inService(Instant.ofEpochMilli(now))) {
            return;
        }
        var unmasked = readings.stream()
                .filter(reading -> !device.isMasked(reading.quantity(), reading.at()))
                .toList();
        var known = asKnown(unmasked);
        for (var reading : known) {
            rebase(reading.quantity(), datum(device.channel(reading.quantity())));
            var sample = sample(reading, isHeldBack(reading) ? Flag.FAIL : reading.flag());
            memory.vectors.take(reading.quantity(), sample);
            judge(reading.quantity(), sample, reading.amended(), now);
        }
        for (var derived : memory.vectors.derive()) {
            rebase(derived.quantity(), datums());
            judge(derived.quantity(), derived.sample(), derived.amended(), now);
        }
        new Leaping(book, device, memory, out).look(known);
    }

    /** What has come together is judged by all that is known of it: its doubts may be over already. */
    private static Collection<Placed> asKnown(List<Placed> readings) {
        if (readings.stream().noneMatch(Placed::amended)) {
            return readings;
        }
        var known = new LinkedHashMap<List<Object>, Placed>();
        readings.forEach(reading -> known.merge(List.of(reading.quantity(), reading.at()), reading, Placed::amendedBy));
        return known.values();
    }

    /** Nobody knows yet that it is false, but the channel is back where it was: the next reading tells. */
    private boolean isHeldBack(Placed reading) {
        var checked = memory.checked.get(reading.quantity());
        return reading.flag() == Flag.SUSPECT
                && checked != null
                && checked.quality().isContradicted(reading.at());
    }

    /** A datum that was registered, or mended, later than the sensor was replaced is no movement. */
    private void rebase(String quantity, int datum) {
        if (memory.channel(device.id(), quantity).isRebased(datum)) {
            memory.checked.remove(quantity);
        }
    }

    /**
     * Spans have been masked, or are no more: what stood on their readings is judged again, and what stood on others stays.
     */
    void correct(long now) {
        var hasMasks = device.device().channels().stream()
                .anyMatch(channel -> !channel.masks().isEmpty());
        if (!hasMasks && memory.channels.values().stream().noneMatch(Channel::hasMasks)) {
            return;
        }
        for (var quantity : List.copyOf(memory.channels.keySet())) {
            var channel = memory.channel(device.id(), quantity);
            var masks = device.masks(quantity);
            if (!channel.isCorrected(fingerprint(masks))) {
                continue;
            }
            memory.checked.remove(quantity);
            if (warming != null) {
                channel.waitForHistory();
            }
            tell(quantity, channel.correct(at -> device.isMasked(quantity, at), book.rules(device, quantity), now));
            if (warming != null && channel.lacksHistory()) {
                warming.done(device.id(), quantity);
                warming.add(device.id(), quantity, now);
            }
        }
        new Leaping(book, device, memory, out).look(List.of());
    }

    /** Tells one list of spans from another, whoever gave them and why; 0 for none. */
    private static int fingerprint(List<DeviceConfig.Mask> masks) {
        return masks.isEmpty()
                ? 0
                : masks.stream()
                        .map(mask -> Arrays.asList(mask.from(), mask.to()))
                        .toList()
                        .hashCode();
    }

    /** Of all channels: what is derived stands on several. */
    private int datums() {
        return device.device().channels().stream().mapToInt(Judging::datum).sum();
    }

    /** Tells one list of offsets from another; 0 for none. */
    private static int datum(DeviceConfig.@Nullable Channel channel) {
        return channel == null || channel.datum().isEmpty()
                ? 0
                : channel.datum().hashCode();
    }

    /** @param isAmended it has been judged before, with another flag */
    private void judge(String quantity, Sample sample, boolean isAmended, long now) {
        var rules = book.rules(device, quantity);
        if (!rules.isEmpty() && isAmended) {
            tell(quantity, memory.channel(device.id(), quantity).amend(sample, rules, now));
        } else if (!rules.isEmpty()) {
            var channel = memory.channel(device.id(), quantity);
            if (warming != null) {
                channel.waitForHistory();
            }
            tell(quantity, channel.judge(sample, rules, now));
            tellRain(quantity, channel, rules);
            if (warming != null && channel.lacksHistory()) {
                warming.add(device.id(), quantity, now);
            }
        }
    }

    /** Rules that need a past ask for it without waiting for a reading. */
    void wake(long now) {
        if (warming != null && device.device().inService(Instant.ofEpochMilli(now))) {
            new Waking(book, device, memory, warming).look(now);
        }
    }

    /** The history that has come enters its channels; what is still lacking is asked for. */
    void warm(long now) {
        if (warming != null) {
            var found = new Waking(book, device, memory, warming).found(now);
            if (!found.isEmpty()) {
                judge(found, now);
            }
            for (var quantity : warming.of(device.id())) {
                var channel = memory.channels.get(quantity);
                if (channel == null) {
                    warming.done(device.id(), quantity);
                } else {
                    var rules = book.rules(device, quantity);
                    tell(quantity, warming.look(device, quantity, channel, rules, now));
                    tellRain(quantity, channel, rules);
                }
            }
        }
    }

    /** The risk of the division is made of where its gauges stand in their tables. */
    private void tellRain(String quantity, Channel channel, List<Rule> rules) {
        if (rules.stream().anyMatch(rule -> rule.method() == Method.RAIN_TABLE)) {
            var rain = channel.rain();
            if (rain != null) {
                out.say(Word.rain(device.id(), quantity, rain));
            }
        }
    }

    private Sample sample(Placed reading, int flag) {
        var now = device.isReplay() ? memory.newest : reading.received();
        var limit = Math.max(TOO_OLD, Math.round(device.device().interval() * 2_000));
        return new Sample(reading.at(), reading.value() + datum(reading), now - reading.at() <= limit, flag);
    }

    /** What is to be added since the sensor was replaced. */
    private double datum(Placed reading) {
        var channel = device.channel(reading.quantity());
        return channel == null ? 0 : channel.offset(Instant.ofEpochMilli(reading.at()));
    }

    void tell(String quantity, List<Channel.Word> words) {
        for (var word : words) {
            var rule = book.rule(device, word.rule());
            if (word.isShadow()) {
                tellShadow(quantity, rule, word);
            } else {
                out.find(Alerts.of(device, quantity, rule, word, Instant.now()));
            }
        }
    }

    /** It does not come by the point, which numbers what alerts. */
    private void tellShadow(String quantity, @Nullable RuleConfig rule, Channel.Word word) {
        var now = Instant.now();
        shadowSeq = Math.max(Math.max(shadowSeq, word.change().floor()) + 1, now.toEpochMilli());
        memory.channel(device.id(), quantity).number(word, shadowSeq);
        var alert = Alerts.shadow(device, quantity, rule, word, shadowSeq, now);
        out.live(Outgoing.sure(Topics.shadow(alert), alert));
    }

    /** No reading came until now. A recorded past has no clock but its readings. */
    void tick(long now) {
        if (device.isReplay()) {
            return;
        }
        memory.channels.forEach((quantity, channel) -> tell(quantity, channel.tick(book.rules(device, quantity), now)));
    }

    /** Something is open on some channel. */
    boolean isOpen() {
        return memory.channels.values().stream().anyMatch(Channel::isOpen);
    }

    /** When {@link #tick} is worth while; {@link Long#MAX_VALUE} for never. */
    long due(long now) {
        if (device.isReplay()) {
            return Long.MAX_VALUE;
        }
        var due = Long.MAX_VALUE;
        for (var entry : memory.channels.entrySet()) {
            entry.getValue().resume(now);
            due = Math.min(due, entry.getValue().due(book.rules(device, entry.getKey())));
        }
        return due;
    }

    /** Ends what does not count any more: a rule that is gone, a device that is out of service. */
    void keepOnlyWhatCounts(long now) {
        var isInService = device.device().inService(Instant.ofEpochMilli(now));
        memory.channels.forEach((quantity, channel) ->
                tell(quantity, channel.keepOnly(isInService ? book.rules(device, quantity) : List.of())));
    }

    /**
     * Tells the point what is open.
     *
     * @param all or only what was taken over and not told again since
     */
    void repeat(boolean all) {
        memory.channels.forEach((quantity, channel) -> tell(quantity, channel.repeat(all)));
    }

    /** Takes over an episode that the command centre holds; what is not ours to judge stays as it is. */
    void adopt(Alert open) {
        if (open.kind() == AlertKind.QUALITY && open.ruleId().equals(ClockFault.RULE)) {
            adoptClock(open);
        } else if (open.kind() == AlertKind.QUALITY && Fault.RULES.contains(open.ruleId())) {
            adoptFault(Fault.adopted(open));
        } else if (!open.kind().isEquipment() && open.quantity() != null) {
            adoptEpisode(open);
        }
    }

    private void adoptClock(Alert open) {
        if (memory.fault == null || !memory.fault.id().equals(open.id())) {
            memory.fault = new ClockFault(open.id(), open.seq(), open.since().toEpochMilli(), 0, 0);
        }
    }

    private void adoptFault(Fault fault) {
        var known = memory.faults.stream().filter(fault::isSame).findFirst();
        if (known.isEmpty() || known.get().floor() < fault.floor()) {
            known.ifPresent(memory.faults::remove);
            memory.faults.add(fault);
        }
    }

    private void adoptEpisode(Alert open) {
        var level = open.level();
        var quantity = open.quantity();
        if (level == null || quantity == null || open.state() == AlertState.CLEARED) {
            return;
        }
        var since = open.since().toEpochMilli();
        var value = open.value() == null ? 0 : open.value();
        var last = new Sample(open.at().toEpochMilli(), value, true, open.confidence() >= 1 ? Flag.PASS : Flag.SUSPECT);
        var highest = open.highest() == null ? level : highest(level, open.highest());
        memory.channel(device.id(), quantity)
                .adopt(
                        open.ruleId(),
                        open.id(),
                        open.seq(),
                        open.state(),
                        new Episode(since, since, level, highest, Long.MAX_VALUE, last));
    }

    private static Level highest(Level one, Level other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
