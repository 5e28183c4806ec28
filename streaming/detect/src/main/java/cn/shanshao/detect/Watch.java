package cn.shanshao.detect;

import cn.shanshao.ingest.wire.AlertState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One rule watching one channel: what its readings say, what has been told, and the words that bring the two together.
 * A late reading runs the last ten minutes again, so the episodes do not depend on the order of arrival.
 */
public final class Watch {
    private static final int MARK_EVERY = 16;

    private final String rule;
    private final String target;
    private Track base = Track.START;
    private Track head = Track.START;
    /** Episodes that ended between base and head. */
    private final ArrayList<Episode> ended = new ArrayList<>();

    /** Where it stood a few readings ago: most late readings are late by little. Not written down. */
    private @Nullable Mark newer;

    private @Nullable Mark older;
    private int steps;

    private ArrayList<Told> told = new ArrayList<>();
    private long version;
    private long ticked = Long.MIN_VALUE;
    private boolean cold;
    /** Its lens waits for a mended history: what is open counts for nothing when that comes. */
    private boolean isDoubted;

    /** A track between base and head, and how many episodes had ended by then. */
    private record Mark(Track track, int ended) {}

    public Watch(String rule, String target, long version) {
        this.rule = rule;
        this.target = target;
        this.version = version;
    }

    /** A new version of the rule: what it has found so far stays, the new limits hold from the next reading on. */
    public void renew(long newVersion) {
        if (newVersion != version) {
            version = newVersion;
            base = head;
            ended.clear();
            forgetMarks();
        }
    }

    /**
     * The lens of the rule has the history that it waited for, or must begin without. What the history alone has opened
     * and has seen end is not told; what is open keeps its id and, at the same level, its beginnings.
     *
     * @param past what the lens made of the history
     * @param missed what it made of readings that have become final since
     * @param ring what it made of all that is not final
     * @param isWithout it begins without its history
     */
    public List<Change> warm(
            List<Sample> past,
            List<Sample> missed,
            List<Sample> ring,
            boolean isWithout,
            Ladder ladder,
            long newVersion) {
        version = newVersion;
        forgetMarks();
        ended.clear();
        base = startOf(past, ladder, isDoubted && !isWithout);
        head = base;
        for (var live : List.of(missed, ring)) {
            for (var sample : live) {
                if (sample.at() > head.clock()) {
                    head = head.step(sample, ladder, ended::add);
                }
            }
        }
        beSilentOf(base.clock());
        if (cold && !isWithout) {
            told.replaceAll(Told::inDoubt);
        }
        cold = isWithout;
        var isSilent = missed.isEmpty() && ring.isEmpty() && !isDoubted;
        var isCorrected = isDoubted;
        isDoubted &= isWithout;
        var changes = isSilent ? List.<Change>of() : reconcile(ladder);
        changes = isCorrected ? byCorrection(changes) : changes;
        missed.forEach(sample -> settle(sample, ladder));
        return changes;
    }

    /**
     * Its history is being mended: nothing is said until it comes. Then what is open stands or falls by it, whatever was
     * open before.
     */
    public List<Change> doubtUntilWarm() {
        isDoubted = true;
        keepHighest();
        return List.of();
    }

    /**
     * Its history is being mended, and it needs none to go on: what comes is judged as ever, and what is open stands or
     * falls by that history when it comes.
     *
     * @param ring what its lens made of all that is not final and counts
     */
    public List<Change> doubt(List<Sample> ring, Ladder ladder) {
        isDoubted = true;
        return corrected(ring, ladder);
    }

    /** Whether what is final and open stands on a reading of such a time. */
    boolean restsOn(LongPredicate times) {
        return base.restsOn(times);
    }

    /** When what waits for its mended history was opened, Unix ms; {@link Long#MAX_VALUE} for nothing. */
    long doubtedFrom() {
        var open = openTold();
        return isDoubted && open != null ? open.episode().opened() : Long.MAX_VALUE;
    }

    /**
     * Readings count no more, and there is no history. What was final stays unless it began with one of them: then what is
     * not final decides, from its first reading on, whose level holds at once as far as it was open.
     *
     * @param isMasked by time, Unix ms
     * @param ring what its lens made of all that is not final and counts
     */
    public List<Change> correct(LongPredicate isMasked, List<Sample> ring, Ladder ladder) {
        if (base.isLost(isMasked)) {
            var open = openTold();
            base = open == null || ring.isEmpty() ? Track.START : Track.after(open.episode(), ring.get(0), ladder);
        }
        return corrected(ring, ladder);
    }

    /** What was said stays said: the episode was that high, and was. */
    private void keepHighest() {
        told.replaceAll(word -> word.episode().isOpen() ? word.corrected() : word);
    }

    private List<Change> corrected(List<Sample> ring, Ladder ladder) {
        keepHighest();
        return byCorrection(again(ring, ladder));
    }

    private static List<Change> byCorrection(List<Change> changes) {
        return changes.stream().map(Change::byCorrection).toList();
    }

    private List<Change> again(List<Sample> ring, Ladder ladder) {
        forgetMarks();
        ended.clear();
        head = base;
        ticked = Long.MIN_VALUE;
        for (var sample : ring) {
            if (sample.at() > head.clock()) {
                head = head.step(sample, ladder, ended::add);
            }
        }
        return reconcile(ladder);
    }

    private Track startOf(List<Sample> past, Ladder ladder, boolean isFromHistory) {
        var open = openTold();
        var track = open == null || isFromHistory ? Track.START : Track.adopted(open.episode());
        for (var sample : past) {
            if (sample.at() > track.clock()) {
                track = track.step(sample, ladder, over -> {});
            }
        }
        return open == null ? track : track.as(open.episode());
    }

    /** An episode that was opened until then, and is over, counts as told. */
    private void beSilentOf(long until) {
        if (openTold() == null) {
            ended.stream()
                    .filter(episode -> episode.opened() <= until)
                    .forEach(episode -> told.add(new Told(
                            Identity.of(rule, target, episode.opened()), 0, episode, AlertState.CLEARED, false)));
        }
    }

    /** It judges without the history that it needs. */
    public boolean isCold() {
        return cold;
    }

    /** A reading has fallen out of the ring: it is final. */
    public void settle(Sample sample, Ladder ladder) {
        if (sample.at() > base.clock()) {
            base = base.step(sample, ladder, episode -> {
                if (!ended.isEmpty()) {
                    ended.remove(0);
                    newer = oneLess(newer);
                    older = oneLess(older);
                }
            });
        }
    }

    private static @Nullable Mark oneLess(@Nullable Mark mark) {
        return mark == null || mark.ended == 0 ? null : new Mark(mark.track, mark.ended - 1);
    }

    private void forgetMarks() {
        newer = null;
        older = null;
        steps = 0;
    }

    /** The newest reading of the channel. */
    public List<Change> take(Sample sample, Ladder ladder) {
        head = head.step(sample, ladder, ended::add);
        if (++steps >= MARK_EVERY) {
            older = newer;
            newer = new Mark(head, ended.size());
            steps = 0;
        }
        return reconcile(ladder);
    }

    /**
     * What is not final has changed at this time, and maybe after it.
     *
     * @param samples all that is not final, in order
     */
    public List<Change> rerun(List<Sample> samples, long changed, Ladder ladder) {
        goBackBefore(changed);
        for (var sample : samples) {
            if (sample.at() > head.clock()) {
                head = head.step(sample, ladder, ended::add);
            }
        }
        return reconcile(ladder);
    }

    private void goBackBefore(long changed) {
        if (newer != null && isBetween(newer, changed)) {
            goBackTo(newer);
        } else if (older != null && isBetween(older, changed)) {
            newer = older;
            older = null;
            goBackTo(newer);
        } else {
            forgetMarks();
            goBackTo(new Mark(base, 0));
        }
    }

    /** Before the base the ring has nothing left to run again. */
    private boolean isBetween(Mark mark, long changed) {
        return mark.track.clock() >= base.clock() && mark.track.clock() < changed;
    }

    private void goBackTo(Mark mark) {
        head = mark.track;
        ended.subList(mark.ended, ended.size()).clear();
    }

    /** No reading came, and the channel's clock went on to {@code now}. */
    public List<Change> tick(long now, Ladder ladder) {
        ticked = Math.max(ticked, now);
        return reconcile(ladder);
    }

    /** When a tick is worth while, in the channel's own time; {@link Long#MAX_VALUE} for never. */
    public long due(Ladder ladder) {
        var due = head.due(ladder);
        return due > ticked ? due : Long.MAX_VALUE;
    }

    /** The rule counts no more: what is open is over. */
    public List<Change> stop() {
        var out = new ArrayList<Change>();
        for (var word : told) {
            if (word.episode().isOpen()) {
                out.add(new Change(word.id(), word.seq(), AlertState.CLEARED, over(word), false));
            }
        }
        return out;
    }

    private Episode over(Told word) {
        var last = head.held() == null ? word.episode().last() : head.held();
        return word.episode().end(Math.max(last.at(), word.episode().opened()), last);
    }

    /** The command centre holds this episode as open. A greater {@code seq} wins, and an id that is known there stays. */
    public void adopt(String id, long seq, AlertState state, Episode episode) {
        var open = openTold();
        if (open != null && open.id().equals(id) && seq <= open.seq()) {
            return;
        }
        if (head.held() == null) {
            base = Track.adopted(episode);
            head = base;
            forgetMarks();
        }
        told.remove(open);
        told.add(new Told(
                id,
                seq,
                open == null || open.id().equals(id) ? episode : open.episode(),
                state,
                true,
                open == null ? null : open.floor()));
    }

    /** What was said of this episode went out under this number: the next word must exceed it. */
    void number(String id, long seq) {
        told.replaceAll(word -> word.id().equals(id) ? word.numbered(seq) : word);
    }

    /** It was taken over from others, and has not been told again since. */
    public boolean isUnsure() {
        for (var word : told) {
            if (word.unsure() && word.episode().isOpen()) {
                return true;
            }
        }
        return false;
    }

    /** The open episode once more, as it was told last, for somebody who may not know of it. */
    public List<Change> repeat() {
        var open = openTold();
        if (open == null) {
            return List.of();
        }
        told.remove(open);
        told.add(open.sure());
        return List.of(new Change(open.id(), open.seq(), open.state(), open.episode(), false));
    }

    public boolean isOpen() {
        return openTold() != null;
    }

    /** The open episode as it was told last. */
    public @Nullable Episode open() {
        var open = openTold();
        return open == null ? null : open.episode();
    }

    private @Nullable Told openTold() {
        return told.stream().filter(word -> word.episode().isOpen()).findFirst().orElse(null);
    }

    private List<Change> reconcile(Ladder ladder) {
        if (ended.isEmpty() && told.isEmpty() && head.open() == null && head.due(ladder) == Long.MAX_VALUE) {
            return List.of();
        }
        var episodes = new ArrayList<>(ended);
        var now = ticked > head.clock() ? head.advance(ticked, ladder, episodes::add) : head;
        if (now.open() != null) {
            episodes.add(now.open());
        }
        return tell(episodes);
    }

    private List<Change> tell(List<Episode> episodes) {
        var out = new ArrayList<Change>();
        var left = new ArrayList<>(told);
        var matches = match(episodes, left);
        for (var word : left) {
            withdraw(word, out::add);
        }
        told = new ArrayList<>();
        for (var i = 0; i < episodes.size(); i++) {
            told.add(tell(episodes.get(i), matches.get(i), out::add));
        }
        repeatOpen(out);
        return out;
    }

    /** There is one open episode per rule and target: after the end of another, told late, it is told once more. */
    private void repeatOpen(List<Change> out) {
        var open = openTold();
        if (open != null
                && out.stream().anyMatch(change -> change.state() == AlertState.CLEARED)
                && !out.get(out.size() - 1).id().equals(open.id())) {
            out.add(new Change(open.id(), open.seq(), open.state(), open.episode(), false));
        }
    }

    private void withdraw(Told word, Consumer<Change> out) {
        var isFinal = word.floor() != null || word.episode().opened() <= base.clock();
        if (word.episode().isOpen() || !isFinal) {
            out.accept(new Change(word.id(), word.seq(), AlertState.CLEARED, over(word), !isFinal));
        }
    }

    /**
     * The word that belongs to each episode: the one under its id, else one of the same opening, else the open one's to
     * the open one, else an overlap. Ids first, or a new episode could meet its id on another.
     */
    private List<@Nullable Told> match(List<Episode> episodes, List<Told> left) {
        var matches = new ArrayList<@Nullable Told>(Collections.nCopies(episodes.size(), null));
        List<BiPredicate<Episode, Told>> ways = List.of(
                (now, was) -> Identity.of(rule, target, now.opened()).equals(was.id()),
                (now, was) -> now.opened() == was.episode().opened(),
                (now, was) -> now.isOpen() && was.episode().isOpen(),
                (now, was) -> now.overlaps(was.episode().opened(), was.episode().ended()));
        for (var way : ways) {
            for (var i = 0; i < episodes.size(); i++) {
                if (matches.get(i) == null) {
                    matches.set(i, take(left, episodes.get(i), way));
                }
            }
        }
        return matches;
    }

    private static @Nullable Told take(List<Told> left, Episode episode, BiPredicate<Episode, Told> way) {
        for (var word : left) {
            if (way.test(episode, word)) {
                left.remove(word);
                return word;
            }
        }
        return null;
    }

    private Told tell(Episode episode, @Nullable Told before, Consumer<Change> out) {
        if (before == null) {
            var id = Identity.of(rule, target, episode.opened());
            out.accept(new Change(id, 0, AlertState.RAISED, episode.asOpen(), false));
            if (!episode.isOpen()) {
                out.accept(new Change(id, 0, AlertState.CLEARED, episode, false));
            }
            return new Told(id, 0, episode, episode.isOpen() ? AlertState.RAISED : AlertState.CLEARED, false);
        }
        var now = before.lifted(episode);
        if (before.says(now)) {
            return before;
        }
        var word = before.word(now);
        out.accept(new Change(before.id(), before.seq(), word, now, false));
        return new Told(before.id(), before.seq(), now, word, false, before.floor());
    }

    public void write(DataOutput out) throws IOException {
        out.writeUTF(rule);
        out.writeUTF(target);
        out.writeLong(version);
        base.write(out);
        head.write(out);
        out.writeLong(ticked);
        out.writeBoolean(cold);
        out.writeBoolean(isDoubted);
        out.writeInt(ended.size());
        for (var episode : ended) {
            episode.write(out);
        }
        out.writeInt(told.size());
        for (var word : told) {
            word.write(out);
        }
    }

    public static Watch read(DataInput in) throws IOException {
        var watch = new Watch(in.readUTF(), in.readUTF(), in.readLong());
        watch.base = Track.read(in);
        watch.head = Track.read(in);
        watch.ticked = in.readLong();
        watch.cold = in.readBoolean();
        watch.isDoubted = in.readBoolean();
        for (var i = in.readInt(); i > 0; i--) {
            watch.ended.add(Episode.read(in));
        }
        for (var i = in.readInt(); i > 0; i--) {
            watch.told.add(Told.read(in));
        }
        return watch;
    }
}
