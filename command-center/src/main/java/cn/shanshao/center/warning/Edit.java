package cn.shanshao.center.warning;

import cn.shanshao.center.Problem;
import cn.shanshao.center.warning.Warning.Due;
import cn.shanshao.center.warning.Warning.Shelf;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A warning in the hands of one transaction, which locks it: from what was stored to what is to be stored. */
final class Edit {
    private final @Nullable Kept before;
    private final String id;
    private final String pointId;
    private final String division;
    private final Realm realm;
    private @Nullable Level handLevel;
    private boolean isMeasuredRed;
    private final Instant openedAt;
    private final Instant now;
    private WarningState state;
    private Level level;
    private Level highest;
    private @Nullable Level issued;
    private boolean quiet;
    private int people;
    private int households;
    private List<String> alertIds;
    private @Nullable String acknowledgedBy;
    private @Nullable Instant acknowledgedAt;
    private @Nullable Shelf shelf;
    private @Nullable Due clock;
    private @Nullable Instant unverifiedAt;
    private List<String> called;
    private @Nullable Level news;
    private @Nullable Level regrown;
    private boolean settles;

    private Edit(
            @Nullable Kept before,
            String id,
            String pointId,
            String division,
            Realm realm,
            @Nullable Level handLevel,
            Level level,
            Instant openedAt,
            Instant now) {
        this.before = before;
        this.id = id;
        this.pointId = pointId;
        this.division = division;
        this.realm = realm;
        this.handLevel = handLevel;
        this.openedAt = openedAt;
        this.now = now;
        this.state = WarningState.DETECTED;
        this.level = level;
        this.highest = level;
        this.alertIds = List.of();
        this.called = List.of();
    }

    /**
     * A new one, that nobody has taken on.
     *
     * @param handLevel at which somebody opens it; {@code null} when an alert does
     */
    static Edit open(
            String id,
            String pointId,
            String division,
            Realm realm,
            Level level,
            @Nullable Level handLevel,
            Instant now) {
        return new Edit(null, id, pointId, division, realm, handLevel, level, now, now);
    }

    static Edit of(Kept kept, Instant now) {
        var w = kept.warning();
        var edit = new Edit(
                kept, w.id(), w.pointId(), w.division(), w.realm(), kept.handLevel(), w.level(), w.openedAt(), now);
        edit.state = w.state();
        edit.highest = w.highest();
        edit.issued = w.issued();
        edit.quiet = w.quiet();
        edit.people = w.people();
        edit.households = w.households();
        edit.alertIds = w.alertIds();
        edit.acknowledgedBy = w.acknowledgedBy();
        edit.acknowledgedAt = w.acknowledgedAt();
        edit.shelf = w.shelf();
        edit.clock = w.clock();
        edit.unverifiedAt = w.unverifiedAt();
        edit.called = kept.called();
        return edit;
    }

    String id() {
        return id;
    }

    String pointId() {
        return pointId;
    }

    String division() {
        return division;
    }

    Realm realm() {
        return realm;
    }

    Instant now() {
        return now;
    }

    boolean isNew() {
        return before == null;
    }

    /** @throws Problem 409 when the caller has seen another version */
    Edit mustBe(long version) {
        if (before != null && before.warning().version() != version) {
            throw Problem.conflict("warning %s is in version %d by now, you saw version %d"
                    .formatted(id, before.warning().version(), version));
        }
        return this;
    }

    /** @throws Problem 409 telling what can be done, where this cannot */
    Edit step(Step step) {
        state = Life.next(state, step)
                .orElseThrow(() -> Problem.conflict("warning %s is %s: %s is not possible, possible are %s"
                        .formatted(
                                id,
                                state.wire(),
                                step.wire(),
                                Life.steps(state).stream()
                                        .map(Step::wire)
                                        .sorted()
                                        .collect(Collectors.joining(", ")))));
        return this;
    }

    boolean can(Step step) {
        return Life.next(state, step).isPresent();
    }

    /** Who is to be warned, by the roster now. */
    Edit reaching(int howMany, int inHouseholds) {
        people = howMany;
        households = inHouseholds;
        return this;
    }

    Edit resting(List<String> alerts) {
        alertIds = alerts;
        return this;
    }

    /**
     * What is detected now. Where people have dismissed, shelved or lifted it, a rise is what they have not judged: an
     * alert that is new, or above what it was then. Where they have not, evidence that grows again below a level that is
     * only held is one too, though the level stays: whoever has taken it on thought that it was calming down.
     *
     * @param before the alerts that supported it
     * @param now those that do, as they stand
     * @return whether it rises
     */
    boolean detected(Collection<Support> before, Collection<Support> now) {
        var worst = higher(Support.worst(now).orElse(null), handNow());
        if (worst == null) {
            quiet = true;
            unverifiedAt = null;
            return false;
        }
        isMeasuredRed = isMeasuredRed(now);
        var hand = isSettled() ? null : handLevel;
        var unjudged = higher(Support.worstUnjudged(now).orElse(null), hand);
        var isFresh =
                Level.isAbove(unjudged, higher(Support.worstUnjudged(before).orElse(null), hand));
        var speaks = higher(Support.worstSpeaking(now).orElse(null), handNow());
        var climbs = isNew() || speaks != null && (quiet || speaks.compareTo(level) > 0);
        stands(worst);
        if (isSettled()) {
            news = unjudged;
            return isFresh && unjudged != null && unjudged.atLeast(Level.YELLOW);
        }
        regrown = climbs || isFresh ? null : Support.worstRegrown(before, now).orElse(null);
        news = climbs ? speaks : isFresh ? unjudged : regrown;
        return climbs || isFresh || regrown != null;
    }

    private static boolean isMeasuredRed(Collection<Support> supports) {
        return supports.stream().anyMatch(support -> support.open() && support.strength() == Level.RED);
    }

    /** Up to which level evidence has grown again under the one that is held; {@code null}: that is not what rose. */
    @Nullable
    Level regrown() {
        return regrown;
    }

    private void stands(Level worst) {
        quiet = false;
        level = worst;
        highest = worst.compareTo(highest) > 0 ? worst : highest;
    }

    /** People have said of all that was there what they hold of it. */
    private boolean isSettled() {
        return hasEnded() || shelf != null;
    }

    private boolean hasEnded() {
        return state == WarningState.LIFTED || state == WarningState.DISMISSED;
    }

    /** What somebody opened by hand ends by hand. */
    private @Nullable Level handNow() {
        return hasEnded() ? null : handLevel;
    }

    private static @Nullable Level higher(@Nullable Level a, @Nullable Level b) {
        return Level.isAbove(a, b) ? a : b;
    }

    /** Nobody has seen it as it is now. */
    Edit rise(Duration toAcknowledge, Duration toUnverified) {
        // people were sent home below what is measured at red still: that somebody judged it helps none of them
        var isRed = news == Level.RED || isMeasuredRed && state == WarningState.LIFTED;
        handLevel = handNow();
        step(Step.RISE);
        acknowledgedBy = null;
        acknowledgedAt = null;
        shelf = null;
        startClock(now.plus(toAcknowledge));
        if (isRed && issued != Level.RED && unverifiedAt == null) {
            unverifiedAt = now.plus(toUnverified);
        }
        return this;
    }

    /**
     * Somebody saw or heard of it, whatever people have held of it before: no instrument clears that.
     *
     * @param supports the alerts that support it
     */
    Edit riseByHand(Level seen, Collection<Support> supports, Duration toAcknowledge, Duration toUnverified) {
        news = seen;
        isMeasuredRed = isMeasuredRed(supports);
        rise(toAcknowledge, toUnverified);
        var hand = handLevel == null || seen.compareTo(handLevel) > 0 ? seen : handLevel;
        handLevel = hand;
        stands(Support.worst(supports)
                .filter(worst -> worst.compareTo(hand) > 0)
                .orElse(hand));
        return this;
    }

    /** Somebody has taken it on: its clock stops. */
    Edit seenBy(String who) {
        acknowledgedBy = who;
        acknowledgedAt = now;
        clock = null;
        called = List.of();
        return this;
    }

    boolean isTicking() {
        return clock != null;
    }

    /** People may still have to be told: of what is detected they know nothing, or less. */
    boolean isUntold() {
        return can(Step.PROPOSE) && (issued == null || issued.compareTo(level) < 0);
    }

    boolean isShelved() {
        return shelf != null;
    }

    Edit dismissed(String who) {
        step(Step.DISMISS);
        settles = true;
        unverifiedAt = null;
        shelf = null;
        return seenBy(who);
    }

    Edit shelved(Shelf aside) {
        step(Step.SHELVE);
        shelf = aside;
        settles = true;
        return seenBy(aside.by());
    }

    /** Back among what waits. */
    Edit unshelved() {
        step(Step.UNSHELVE);
        shelf = null;
        return this;
    }

    /** Nobody has taken it on: who did, or put it aside, may have gone home. */
    Edit waits(Duration toAcknowledge) {
        acknowledgedBy = null;
        acknowledgedAt = null;
        startClock(now.plus(toAcknowledge));
        return this;
    }

    /** One that runs keeps its time and whom it has called: what becomes worse must not put the call off. */
    private void startClock(Instant dueAt) {
        if (clock == null) {
            clock = new Due(dueAt, 0, 0);
            called = List.of();
        }
    }

    /**
     * People are told that level. A red that nobody has judged stays one when they are told less. Once they know all that is
     * detected, who has taken it on is not called again.
     *
     * @param told what holds for them now, which is not always what they hear last
     */
    Edit issued(Level told) {
        handLevel = handNow();
        step(Step.ISSUE);
        issued = told;
        if (told == Level.RED) {
            unverifiedAt = null;
        }
        shelf = null;
        if (acknowledgedBy != null && !isUntold()) {
            clock = null;
            called = List.of();
        }
        return this;
    }

    /** People are told that it is over. */
    Edit over(Step how) {
        step(how);
        issued = null;
        if (state == WarningState.LIFTED) {
            unverifiedAt = null;
            clock = null;
            settles = true;
        }
        return this;
    }

    /** People have now judged the alerts that support it, each at the level where it stands. */
    boolean settles() {
        return settles;
    }

    /** The people on the spot are told, for nobody has judged it; somebody still must, though one has taken it on. */
    Edit unverified() {
        step(Step.GO_UNVERIFIED);
        unverifiedAt = null;
        startClock(now);
        return this;
    }

    Edit closed() {
        step(Step.CLOSE);
        clock = null;
        unverifiedAt = null;
        shelf = null;
        return this;
    }

    /**
     * Somebody is called; the next one after {@code pause}.
     *
     * @param isSomebody there was anybody who could be
     */
    Edit calls(List<String> whom, Duration pause, boolean isSomebody) {
        var stage = clock == null ? 0 : clock.stage();
        var nobody = clock == null ? 0 : clock.nobody();
        called = Stream.concat(called.stream(), whom.stream()).distinct().toList();
        clock = isSomebody ? new Due(now.plus(pause), stage + 1, nobody) : new Due(now.plus(pause), stage, nobody + 1);
        return this;
    }

    /** Everybody was called once: from the top again. */
    Edit callsAgain() {
        called = List.of();
        return this;
    }

    List<String> called() {
        return called;
    }

    @Nullable
    Due clock() {
        return clock;
    }

    /** As it was stored; of a new one as it will be. */
    Warning warning() {
        return before == null ? done().warning() : before.warning();
    }

    @Nullable
    Kept before() {
        return before;
    }

    Kept done() {
        return new Kept(
                new Warning(
                        id,
                        before == null ? 1 : before.warning().version() + 1,
                        pointId,
                        division,
                        realm,
                        state,
                        level,
                        highest,
                        issued,
                        quiet,
                        handLevel != null,
                        people,
                        households,
                        alertIds,
                        openedAt,
                        now,
                        acknowledgedBy,
                        acknowledgedAt,
                        shelf,
                        clock,
                        unverifiedAt),
                handLevel,
                called);
    }
}
