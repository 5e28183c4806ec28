package cn.shanshao.detect;

import cn.shanshao.detect.Warmth.Wanted;
import cn.shanshao.detect.rain.RainNow;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Forecast;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Topics;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One quantity of one device: what has been seen of it, and the rules that watch it. */
public final class Channel {
    private static final long MINUTE = 60_000;
    /** Before what is open began, so that its beginning is among what is read again. */
    private static final long HOUR = 60 * MINUTE;
    /** No id of a rule has a blank. */
    private static final String SHADOW = " shadow";

    private final String device;
    private final String quantity;
    private Repeats repeats = new Repeats();
    private Ring ring = new Ring();
    /** Tells one zero of the sensor from another. */
    private int datum;
    /** Tells one list of masked spans from another. */
    private int masks;

    /** By {@link #key}. */
    private final Map<String, Watch> watches = new TreeMap<>();

    private Sight sight = new Sight();
    /** What the lenses made of the newest reading, as far as they spoke. Not written down. */
    private Map<String, Sample> newest = new TreeMap<>();
    /** Of a record in order: what the lenses made of what the ring holds. {@code null} for a channel that may be late. */
    private @Nullable Map<Long, Map<String, Sample>> made;
    /** Processing time of the newest reading; 0 after a restart, for the time in between says nothing. */
    private long heard;
    /** What stands beside it will bring the history that methods need: they wait for it. Not written down. */
    private boolean isPatient;
    /** The minute of the channel's clock that was told of last. */
    private long rainTold = Long.MIN_VALUE;

    public Channel(String device, String quantity) {
        this.device = device;
        this.quantity = quantity;
    }

    /** Of a record in which every sample is newer than the one before: hardly anything is looked at twice. */
    static Channel inOrder(String device, String quantity) {
        var channel = new Channel(device, quantity);
        channel.made = new HashMap<>();
        channel.sight.settleLater();
        return channel;
    }

    /**
     * A word of a rule about this channel.
     *
     * @param forecast of the channel as it is now, where a rule makes one
     * @param isCold the rule judges without the history that it needs
     * @param isShadow the rule was a shadow when it began to say this: nobody is alerted, of its end neither
     */
    public record Word(String rule, Change change, @Nullable Forecast forecast, boolean isCold, boolean isShadow) {}

    /**
     * Against which zero of the sensor the next samples are given. When it is another than before, what was measured against
     * the old one is forgotten: it would be a step that the ground never made.
     *
     * @return whether it is another
     */
    public boolean isRebased(int zero) {
        var isOther = zero != datum && ring.clock() != Long.MIN_VALUE;
        if (isOther) {
            ring = new Ring();
            sight = new Sight();
            newest = new TreeMap<>();
        }
        datum = zero;
        return isOther;
    }

    /** Whether other spans are masked than before; they count as known from now on. */
    public boolean isCorrected(int spans) {
        var isOther = spans != masks;
        masks = spans;
        return isOther;
    }

    /**
     * Judges again what is not final, without the readings that are masked, and lets methods that need history wait for the
     * mended one. Those that need none go on at once: a channel is never mute while somebody corrects it. What is open and
     * stood on masked readings is told as the others have it.
     *
     * @param isMasked by placed time, Unix ms
     * @param now the processing time, Unix ms
     */
    public List<Word> correct(LongPredicate isMasked, List<Rule> rules, long now) {
        var isFresh = ring.clock() == Long.MIN_VALUE && watches.isEmpty();
        if (isFresh || rules.isEmpty()) {
            return List.of();
        }
        heard = heard == 0 ? now : heard;
        ring = ring.without(isMasked);
        sight = new Sight();
        sight.fit(rules, isPatient);
        if (isPatient) {
            rules.stream()
                    .filter(rule -> !rule.needsHistory() && restsOn(rule, isMasked))
                    .forEach(sight::recall);
        }
        var seen = sight.again(ring.samples());
        newest = new TreeMap<>();
        rememberNewest(seen);
        rainTold = Long.MIN_VALUE;
        var words = new ArrayList<Word>();
        for (var rule : rules) {
            var watch = watches.get(key(rule));
            if (watch != null) {
                var judged = seen.getOrDefault(rule.sight(), List.of());
                tell(rule, corrected(rule, watch, isMasked, judged), rules, words);
            }
        }
        return words;
    }

    private List<Change> corrected(Rule rule, Watch watch, LongPredicate isMasked, List<Sample> judged) {
        if (sight.isWaiting(rule)) {
            return watch.doubtUntilWarm();
        }
        return sight.isCold(rule) ? watch.doubt(judged, rule.ladder()) : watch.correct(isMasked, judged, rule.ladder());
    }

    /** It judges without the history that it needs. */
    private boolean isCold(Rule rule) {
        return rule.needsHistory() && sight.isCold(rule);
    }

    private boolean restsOn(Rule rule, LongPredicate isMasked) {
        var watch = watches.get(key(rule));
        return watch != null && watch.restsOn(isMasked);
    }

    /** Some spans of it are masked. */
    public boolean hasMasks() {
        return masks != 0;
    }

    /** From now on a method that needs history says nothing until it has it; see {@link #wanted}. */
    public void waitForHistory() {
        isPatient = true;
    }

    /** It knows a reading, its newest. */
    public boolean hasReading() {
        return !ring.samples().isEmpty();
    }

    /** What rules have come since the newest reading wait for their history now, and not from the next one on. */
    public void prepare(List<Rule> rules) {
        isPatient = true;
        sight.fit(rules, true);
    }

    /** Some rule lacks the history that it needs: it waits, or judges without. */
    public boolean lacksHistory() {
        return sight.lacksHistory();
    }

    /** Some rule waits for the history that it needs, and says nothing. */
    public boolean isWarming() {
        return sight.isWarming();
    }

    /** The history that rules lack; {@code null} for none. */
    public @Nullable Wanted wanted(List<Rule> rules) {
        var lacking = rules.stream()
                .filter(rule -> sight.isWaiting(rule) || sight.isCold(rule))
                .toList();
        var first = sight.firstMissed() == null && !ring.samples().isEmpty()
                ? ring.samples().get(0)
                : sight.firstMissed();
        if (lacking.isEmpty() || first == null && ring.clock() == Long.MIN_VALUE) {
            return null;
        }
        var to = first == null ? ring.clock() + 1 : first.at(); // all that it held is masked
        var longest = lacking.stream()
                .mapToLong(rule -> rule.history().toMillis())
                .max()
                .orElseThrow();
        var begun = lacking.stream()
                .map(rule -> watches.get(key(rule)))
                .filter(Objects::nonNull)
                .mapToLong(Watch::doubtedFrom)
                .min()
                .orElse(Long.MAX_VALUE);
        return new Wanted(begun == Long.MAX_VALUE ? to - longest : Math.min(to - longest, begun - HOUR), to, lacking);
    }

    /** The history is about to be asked for: as is {@link #wanted} after this. */
    public void collect() {
        sight.collect();
    }

    /** Whether what was asked for is still what is wanted. */
    public boolean isStill(Wanted asked, List<Rule> rules) {
        var wanted = wanted(rules);
        return wanted != null && wanted.isSame(asked);
    }

    /** The history has come. Nothing is raised for the past itself: what holds now is, as of when it began. */
    public List<Word> warm(Warmth warmth, List<Rule> rules) {
        return warm(warmth, rules, false);
    }

    /** The history has not come: the rules that wait go on without. */
    public List<Word> goCold(List<Rule> rules) {
        var waiting = rules.stream().filter(sight::isWaiting).toList();
        return warm(Warmth.of(waiting, List.of()), rules, true);
    }

    private List<Word> warm(Warmth warmth, List<Rule> rules, boolean isWithout) {
        var missed = sight.warm(warmth, isWithout);
        var seen = sight.again(ring.samples());
        rememberNewest(seen);
        var words = new ArrayList<Word>();
        for (var rule : rules) {
            var key = rule.sight();
            if (warmth.sights().contains(key)) {
                var changes = watch(rule)
                        .warm(
                                warmth.made(key),
                                missed.getOrDefault(key, List.of()),
                                seen.getOrDefault(key, List.of()),
                                isWithout,
                                rule.ladder(),
                                rule.revision());
                tell(rule, changes, rules, words);
            }
        }
        return words;
    }

    private List<Rule> ready(List<Rule> rules) {
        return sight.isWarming()
                ? rules.stream().filter(rule -> !sight.isWaiting(rule)).toList()
                : rules;
    }

    /** Whether the reading has been seen before; it counts as seen from now on. */
    public boolean isRepeat(long written) {
        return repeats.isRepeat(written);
    }

    /**
     * Judges one reading.
     *
     * @param now the processing time, Unix ms; readings that stop are told by it
     */
    public List<Word> judge(Sample sample, List<Rule> rules, long now) {
        if (rules.isEmpty()) {
            return List.of();
        }
        heard = now;
        for (var rule : rules) {
            var watch = watches.get(key(rule));
            if (watch != null) {
                watch.renew(rule.revision());
            }
        }
        sight.fit(rules, isPatient);
        var ready = ready(rules);
        var place = ring.put(sample, leaving -> settle(leaving, ready));
        return place == Ring.Place.OUTSIDE ? List.of() : run(sample, place, ready);
    }

    /** Judges a reading once more, whose flag is another now; nothing when it is final already, or never was judged. */
    public List<Word> amend(Sample sample, List<Rule> rules, long now) {
        return ring.holds(sample.at()) ? judge(sample, rules, now) : List.of();
    }

    private void settle(Sample leaving, List<Rule> rules) {
        var settled = sight.settle(leaving);
        var before = made == null ? null : made.remove(leaving.at());
        var seen = made == null ? settled : before == null ? Map.<String, Sample>of() : before;
        for (var rule : rules) {
            var judged = seen.get(rule.sight());
            var watch = watches.get(key(rule));
            if (watch != null && judged != null) {
                watch.settle(judged, rule.ladder());
            }
        }
    }

    private List<Word> run(Sample sample, Ring.Place place, List<Rule> rules) {
        var isNext = place == Ring.Place.LAST
                && sight.isReady()
                && rules.stream().allMatch(rule -> watches.containsKey(key(rule)));
        var words = new ArrayList<Word>();
        if (isNext) {
            var seen = sight.next(sample);
            newest = seen;
            if (made != null) {
                made.put(sample.at(), seen);
            }
            for (var rule : rules) {
                var judged = seen.get(rule.sight());
                tell(rule, judged == null ? List.of() : watch(rule).take(judged, rule.ladder()), rules, words);
            }
        } else {
            var seen = sight.again(ring.samples());
            keep(seen);
            rememberNewest(seen);
            for (var rule : rules) {
                var judged = seen.getOrDefault(rule.sight(), List.of());
                tell(rule, watch(rule).rerun(judged, sample.at(), rule.ladder()), rules, words);
            }
        }
        return words;
    }

    private void keep(Map<String, List<Sample>> seen) {
        if (made != null) {
            made.clear();
            for (var entry : seen.entrySet()) {
                for (var one : entry.getValue()) {
                    made.computeIfAbsent(one.at(), none -> new TreeMap<>()).put(entry.getKey(), one);
                }
            }
        }
    }

    private void rememberNewest(Map<String, List<Sample>> seen) {
        newest = new TreeMap<>();
        seen.forEach((key, all) -> newest.put(key, all.get(all.size() - 1)));
    }

    /** The rule's own, else that of any other that is not a shadow. */
    private @Nullable Forecast forecast(Rule rule, List<Rule> rules) {
        var own = sight.forecast(List.of(rule.sight()));
        return own == null ? forecast(rules) : own;
    }

    private void tell(Rule rule, List<Change> changes, List<Rule> rules, List<Word> words) {
        changes.forEach(
                change -> words.add(new Word(rule.id(), change, forecast(rule, rules), isCold(rule), !rule.isLive())));
    }

    /**
     * A rule that comes into force knows nothing of the shadow that it was: nobody has been told of what that holds open.
     * Nor does a shadow go on with what was told while the rule was in force: that ends.
     */
    private static String key(Rule rule) {
        return rule.isLive() ? rule.id() : rule.id() + SHADOW;
    }

    private Watch watch(Rule rule) {
        return watch(key(rule), rule.id(), rule.revision());
    }

    private static Word word(String key, Watch watch, Change change) {
        var isShadow = key.endsWith(SHADOW);
        var rule = isShadow ? key.substring(0, key.length() - SHADOW.length()) : key;
        return new Word(rule, change, null, watch.isCold(), isShadow);
    }

    private Watch watch(String key, String rule, long revision) {
        return watches.computeIfAbsent(key, none -> new Watch(rule, Topics.target(device, quantity), revision));
    }

    /**
     * What a rule would say of a reading in doubt.
     *
     * @param judged what it would compare with its limits
     */
    public record Suspicion(Rule rule, Level level, Sample judged) {}

    /**
     * The gravest that rules with all their history would say if the newest reading were confirmed: by others of the same
     * value, and of a rate, by others that go on as fast. {@code null} when they would say nothing.
     */
    public @Nullable Suspicion ifConfirmed(List<Rule> rules) {
        var samples = ring.samples();
        if (samples.size() < 2) {
            return null;
        }
        var last = samples.get(samples.size() - 1);
        var before = samples.get(samples.size() - 2);
        if (last.failed() || !last.mayOpen()) {
            return null;
        }
        var able = ready(rules).stream()
                .filter(rule -> rule.isLive() && !isCold(rule))
                .collect(Collectors.partitioningBy(rule -> rule.method().isRate()));
        var held = last.again(before);
        var gone = last.goingOn(before);
        return Stream.concat(
                        suspicions(able.getOrDefault(false, List.of()), List.of(held, held.again(last))),
                        suspicions(able.getOrDefault(true, List.of()), List.of(gone, gone.goingOn(last))))
                .max(Comparator.comparing(Suspicion::level))
                .orElse(null);
    }

    private Stream<Suspicion> suspicions(List<Rule> rules, List<Sample> next) {
        return rules.isEmpty()
                ? Stream.empty()
                : sight.ifFollowed(next).stream()
                        .flatMap(seen -> rules.stream()
                                .map(rule -> suspicion(rule, seen.get(rule.sight())))
                                .filter(Objects::nonNull));
    }

    private static @Nullable Suspicion suspicion(Rule rule, @Nullable Sample judged) {
        if (judged == null) {
            return null;
        }
        var level = rule.ladder().level(judged);
        return level == null ? null : new Suspicion(rule, level, judged);
    }

    /** What is expected now, where a rule expects something. */
    public @Nullable Forecast forecast(List<Rule> rules) {
        return sight.forecast(
                rules.stream().filter(Rule::isLive).map(Rule::sight).toList());
    }

    /** What the rules saw in the newest reading, by their ids: the value that each compared with its limits. */
    public Map<String, Double> judged(List<Rule> rules) {
        var judged = new TreeMap<String, Double>();
        for (var rule : rules) {
            var seen = newest.get(rule.sight());
            if (seen != null) {
                judged.put(rule.id(), seen.value());
            }
        }
        return judged;
    }

    /**
     * What fell at the gauge, for the whole region, at most once a minute of its own clock; {@code null} for nothing new.
     */
    public @Nullable RainNow rain() {
        if (Math.floorDiv(ring.clock(), MINUTE) == rainTold) {
            return null;
        }
        rainTold = Math.floorDiv(ring.clock(), MINUTE);
        return sight.rain();
    }

    /** After a restart the passing of time counts from now. */
    public void resume(long now) {
        heard = heard == 0 ? now : heard;
    }

    /** Some episode is open. */
    public boolean isOpen() {
        return watches.values().stream().anyMatch(Watch::isOpen);
    }

    /** When a {@link #tick} is worth while, in processing time; {@link Long#MAX_VALUE} for never. */
    public long due(List<Rule> rules) {
        var due = Long.MAX_VALUE;
        for (var rule : ready(rules)) {
            var watch = watches.get(key(rule));
            if (watch != null) {
                due = Math.min(due, watch.due(rule.ladder()));
            }
        }
        return due == Long.MAX_VALUE ? due : heard + Math.max(0, due - ring.clock());
    }

    /** No reading came until {@code now}, in processing time: the channel's clock goes on by as much. */
    public List<Word> tick(List<Rule> rules, long now) {
        var words = new ArrayList<Word>();
        if (heard == 0 || now <= heard) {
            return words;
        }
        for (var rule : ready(rules)) {
            var watch = watches.get(key(rule));
            if (watch != null) {
                watch.tick(ring.clock() + now - heard, rule.ladder())
                        .forEach(change -> words.add(word(key(rule), watch, change)));
            }
        }
        return words;
    }

    /** Takes over an episode that the command centre holds as open. */
    public void adopt(String rule, String id, long seq, AlertState state, Episode episode) {
        watch(rule, rule, 0).adopt(id, seq, state, episode);
    }

    /** This word of a shadow went out under this number: {@link Change#floor} of the next is at least that. */
    public void number(Word word, long seq) {
        var watch = watches.get(word.rule() + SHADOW);
        if (watch != null) {
            watch.number(word.change().id(), seq);
        }
    }

    /**
     * What is open, told once more.
     *
     * @param all or only what was taken over and not told again since
     */
    public List<Word> repeat(boolean all) {
        var words = new ArrayList<Word>();
        watches.forEach((key, watch) -> {
            if (all || watch.isUnsure()) {
                watch.repeat().forEach(change -> words.add(word(key, watch, change)));
            }
        });
        return words;
    }

    /** Ends what is open of rules that do not count for this channel any more. */
    public List<Word> keepOnly(List<Rule> rules) {
        var words = new ArrayList<Word>();
        watches.entrySet().removeIf(entry -> {
            if (rules.stream().anyMatch(rule -> key(rule).equals(entry.getKey()))) {
                return false;
            }
            var watch = entry.getValue();
            watch.stop().forEach(change -> words.add(word(entry.getKey(), watch, change)));
            return true;
        });
        sight.keepOnly(rules);
        return words;
    }

    public void write(DataOutput out) throws IOException {
        out.writeUTF(device);
        out.writeUTF(quantity);
        repeats.write(out);
        ring.write(out);
        out.writeInt(datum);
        out.writeInt(masks);
        out.writeInt(watches.size());
        for (var entry : watches.entrySet()) {
            out.writeUTF(entry.getKey());
            entry.getValue().write(out);
        }
        sight.write(out);
    }

    public static Channel read(DataInput in) throws IOException {
        var channel = new Channel(in.readUTF(), in.readUTF());
        channel.repeats = Repeats.read(in);
        channel.ring = Ring.read(in);
        channel.datum = in.readInt();
        channel.masks = in.readInt();
        for (var i = in.readInt(); i > 0; i--) {
            channel.watches.put(in.readUTF(), Watch.read(in));
        }
        channel.sight = Sight.read(in);
        return channel;
    }
}
