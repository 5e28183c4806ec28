package cn.shanshao.detect;

import cn.shanshao.detect.rain.RainNow;
import cn.shanshao.ingest.wire.Forecast;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the lenses have made of the samples of one channel: of those that are final, and of all that the ring holds. A
 * late sample makes them look at the ring again from the final ones on.
 */
final class Sight {
    private static final int MARK_EVERY = 32;
    /** Beyond these the history is asked for again, for by then it has them. */
    private static final int MOST_MISSED = 1_000;

    /** Has seen the final samples only. */
    private View base = new View(new Past(), new TreeMap<>());

    /** Has seen all. Not written down. */
    private @Nullable View head;

    /** What is final and the base has not seen yet; {@code null} where it sees it at once. */
    private @Nullable List<Sample> later;

    /** The head as it was at a sample that will be final soon: the base can go on from there. */
    private @Nullable View mark;

    private long markedAt;

    /** Lenses of a checkpoint that no rule has asked for yet. */
    private final Map<String, byte[]> written = new TreeMap<>();

    /**
     * Of a record in order: what is final has been seen by the head already, so the base takes over what that has made
     * of it, and looks itself only where something is looked at {@link #again}.
     */
    void settleLater() {
        later = new ArrayList<>();
    }

    /** Lenses that are not there yet, for they wait for their history. */
    private final Set<String> waiting = new TreeSet<>();

    /** Lenses that had to begin without the history that they need. */
    private final Set<String> cold = new TreeSet<>();

    /** What has become final since a lens waits, or since the history of a cold one was asked for. */
    private final ArrayDeque<Sample> missed = new ArrayDeque<>();

    private boolean isCollecting;

    /**
     * Every rule gets its lens; a new one begins with what is not final.
     *
     * @param isPatient a new one that needs history waits for it
     */
    void fit(List<Rule> rules, boolean isPatient) {
        for (var rule : rules) {
            if (!base.lenses().containsKey(rule.sight()) && !waiting.contains(rule.sight())) {
                if (isPatient && rule.needsHistory() && !written.containsKey(rule.sight())) {
                    waiting.add(rule.sight());
                    isCollecting = true;
                    continue;
                }
                base.follow(rule);
                base.lenses().put(rule.sight(), lens(rule, written.remove(rule.sight())));
                head = null;
            }
        }
    }

    /** The history of the rule is asked for, though it needs none; meanwhile its lens goes on. */
    void recall(Rule rule) {
        cold.add(rule.sight());
    }

    private static Lens lens(Rule rule, byte @Nullable [] bytes) {
        var params = rule.params();
        if (bytes == null) {
            return rule.method().fresh(params);
        }
        try {
            return rule.method().read(params, new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException("the memory of rule " + rule.id() + " cannot be read", e);
        }
    }

    /** Forgets what no rule looks through any more. */
    void keepOnly(List<Rule> rules) {
        var keys = rules.stream().map(Rule::sight).toList();
        if (base.lenses().keySet().retainAll(keys)) {
            head = null;
        }
        written.keySet().retainAll(keys);
        waiting.retainAll(keys);
        cold.retainAll(keys);
        rest();
    }

    private void rest() {
        if (waiting.isEmpty()) {
            isCollecting = false;
            missed.clear();
        }
    }

    boolean isWaiting(Rule rule) {
        return waiting.contains(rule.sight());
    }

    boolean isCold(Rule rule) {
        return cold.contains(rule.sight());
    }

    /** Some lens waits for its history. */
    boolean isWarming() {
        return !waiting.isEmpty();
    }

    /** Some lens lacks its history, whether it waits or not. */
    boolean lacksHistory() {
        return !waiting.isEmpty() || !cold.isEmpty();
    }

    /** The first reading that must not be in the history; {@code null} for the first of the ring. */
    @Nullable
    Sample firstMissed() {
        return missed.peekFirst();
    }

    /** The history is asked for now: what becomes final from here on will not be in it. */
    void collect() {
        if (waiting.isEmpty()) {
            missed.clear();
        }
        isCollecting = true;
    }

    /**
     * Lenses with a history take their place.
     *
     * @param isWithout there is no history, and they go on as they are
     * @return what each made of the samples that became final in the meantime
     */
    Map<String, List<Sample>> warm(Warmth warmth, boolean isWithout) {
        var seen = warmth.goOn(missed);
        var isBetter = !isWithout && !cold.isEmpty();
        base.past().join(warmth.view().past(), isBetter);
        base.lenses().putAll(warmth.view().lenses());
        waiting.removeAll(warmth.sights());
        if (isWithout) {
            cold.addAll(warmth.sights());
        } else {
            cold.removeAll(warmth.sights());
        }
        rest();
        head = null;
        return seen;
    }

    /** Whether {@link #next} may be asked; else {@link #again} comes first. */
    boolean isReady() {
        return head != null;
    }

    /** The newest sample of all. */
    Map<String, Sample> next(Sample sample) {
        if (head == null) {
            throw new IllegalStateException("the lenses must see the ring before they see the newest");
        }
        var seen = head.look(sample);
        if (later != null && mark == null && later.size() >= MARK_EVERY) {
            mark = head.copy();
            markedAt = sample.at();
        }
        return seen;
    }

    /** What the lenses would make of these, if they came next. */
    List<Map<String, Sample>> ifFollowed(List<Sample> next) {
        if (head == null) {
            return List.of();
        }
        var ahead = head.copy();
        return next.stream().map(ahead::look).toList();
    }

    /** What fell; {@code null} when no rule follows it. */
    @Nullable
    RainNow rain() {
        var past = head == null ? base.past() : head.past();
        return past.hasRain() ? past.rain().now() : null;
    }

    @Nullable
    Forecast forecast(Collection<String> sights) {
        return head == null ? null : head.forecast(sights);
    }

    /** All that the ring holds, from the beginning: what each lens makes of it. */
    Map<String, List<Sample>> again(List<Sample> ring) {
        if (later != null) {
            later.forEach(base::look);
            later.clear();
            mark = null;
        }
        var fresh = base.copy();
        var seen = new TreeMap<String, List<Sample>>();
        for (var sample : ring) {
            fresh.look(sample)
                    .forEach((key, made) ->
                            seen.computeIfAbsent(key, none -> new ArrayList<>()).add(made));
        }
        head = fresh;
        return seen;
    }

    /** A sample becomes final. Answers nothing where the base is to see it later. */
    Map<String, Sample> settle(Sample leaving) {
        if (isCollecting) {
            missed.add(leaving);
            if (missed.size() > MOST_MISSED) {
                missed.remove();
            }
        }
        if (later == null) {
            return base.look(leaving);
        }
        later.add(leaving);
        if (mark != null && leaving.at() == markedAt) {
            base = mark;
            mark = null;
            later.clear();
        }
        return Map.of();
    }

    void write(DataOutput out) throws IOException {
        base.past().write(out);
        var all = new TreeMap<>(written);
        for (var entry : base.lenses().entrySet()) {
            var bytes = new ByteArrayOutputStream();
            entry.getValue().write(new DataOutputStream(bytes));
            all.put(entry.getKey(), bytes.toByteArray());
        }
        out.writeInt(all.size());
        for (var entry : all.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeInt(entry.getValue().length);
            out.write(entry.getValue());
        }
        for (var keys : List.of(waiting, cold)) {
            out.writeInt(keys.size());
            for (var key : keys) {
                out.writeUTF(key);
            }
        }
        out.writeBoolean(isCollecting);
        out.writeInt(missed.size());
        for (var sample : missed) {
            Samples.write(sample, out);
        }
    }

    static Sight read(DataInput in) throws IOException {
        var sight = new Sight();
        sight.base = new View(Past.read(in), new TreeMap<>());
        for (var i = in.readInt(); i > 0; i--) {
            var key = in.readUTF();
            var bytes = new byte[in.readInt()];
            in.readFully(bytes);
            sight.written.put(key, bytes);
        }
        for (var keys : List.of(sight.waiting, sight.cold)) {
            for (var i = in.readInt(); i > 0; i--) {
                keys.add(in.readUTF());
            }
        }
        sight.isCollecting = in.readBoolean();
        for (var i = in.readInt(); i > 0; i--) {
            sight.missed.add(Samples.read(in));
        }
        return sight;
    }
}
