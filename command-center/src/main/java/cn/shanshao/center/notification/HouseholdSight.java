package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Homes.Card;
import cn.shanshao.center.notification.Ladder.Facts;
import cn.shanshao.center.notification.Ladder.Rung;
import cn.shanshao.center.notification.LadderRows.Standing;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.notification.RollCall.Called;
import cn.shanshao.center.notification.Runners.Runner;
import cn.shanshao.center.notification.Runners.State;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Phones;
import cn.shanshao.center.residents.Household.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Households that have not answered, or have said that they will not leave.
 *
 * @param ways rungs for which there is no carrier, and why
 * @param messages of the notice to each household, its first phone first
 * @param asked who was asked to go there, the newest first
 * @param wrong indexes of numbers that are somebody else's
 * @param contacts of the point, those that may be written to
 * @param index of a number
 */
record HouseholdSight(
        Called called,
        Map<Rung, String> ways,
        Map<String, Stand> states,
        Map<String, Card> cards,
        Map<String, List<Sent>> messages,
        Map<String, List<Runner>> asked,
        Set<String> wrong,
        List<Contact> contacts,
        UnaryOperator<String> index,
        @Nullable String mark,
        Instant now)
        implements Sight {
    /**
     * What is known of a household, and since when.
     *
     * @param someStay some of them have left, as was written there last (老人孩子先走了，我看家)
     */
    record Stand(RollState state, Instant since, boolean someStay) {}

    static final String RUNNER = "runner";
    private static final String NO_PHONE = "没有可用的电话号码";
    private static final String REFUSED = "已表示不转移，改为上门";
    private static final String SOME_STAY = "还有人没走，改为上门";

    @Override
    public Facts facts(Standing one) {
        var stand = states.get(one.householdId());
        var going = asked.getOrDefault(one.householdId(), List.of());
        return new Facts(
                called.isOver() || stand == null,
                stand != null && stand.state().endsCalling() && !someStay(one),
                going.stream().anyMatch(r -> r.goes() && isOfThis(one, r.answeredAt()) && !wasInVain(stand, r)),
                one.rung().isOnFoot()
                        ? going.stream().noneMatch(r -> r.state() == State.ASKED && r.isOut())
                        : hasRefused(one) || usable(one).allMatch(Sent::isLost),
                cannot(one));
    }

    /** Who accepted because of an earlier notice is asked anew: it may be worse now. */
    private static boolean isOfThis(Standing one, @Nullable Instant at) {
        return at != null && !at.isBefore(one.beganAt());
    }

    /** They refused after somebody had set out to them: somebody else has to go too. */
    private static boolean wasInVain(@Nullable Stand stand, Runner runner) {
        var at = runner.answeredAt();
        return stand != null && stand.state() == RollState.REFUSED && at != null && at.isBefore(stand.since());
    }

    /** This notice, and no earlier one, of which it may be worse now: no telephone persuades them. */
    private boolean hasRefused(Standing one) {
        var stand = states.get(one.householdId());
        return stand != null
                && stand.state() == RollState.REFUSED
                && !stand.since().isBefore(called.since());
    }

    /** And all of them have to leave: they have heard it, and no telephone says more. */
    private boolean someStay(Standing one) {
        var stand = states.get(one.householdId());
        return stand != null && stand.someStay() && !RollCall.leaveSome(one.level());
    }

    private Stream<Sent> usable(Standing one) {
        return messages.getOrDefault(one.householdId(), List.of()).stream()
                .filter(message -> !wrong.contains(message.phoneIndex()));
    }

    /** One for each number of the household, in the order of its card. */
    private List<Sent> lines(Standing one) {
        return usable(one).filter(message -> message.channel() == Channel.SMS).toList();
    }

    private Map<Rung, String> cannot(Standing one) {
        var cannot = new EnumMap<Rung, String>(Rung.class);
        cannot.putAll(ways);
        var lines = lines(one);
        if (lines.isEmpty()) {
            cannot.put(Rung.FLASH, NO_PHONE);
            cannot.put(Rung.VOICE, NO_PHONE);
        }
        if (lines.size() < 2) {
            cannot.put(Rung.DEPUTY, "没有第二联系电话");
        } else if (ways.containsKey(Rung.FLASH) && ways.containsKey(Rung.VOICE)) {
            cannot.put(Rung.DEPUTY, "没有闪信和电话通道");
        }
        if (hasRefused(one) || someStay(one)) {
            var why = hasRefused(one) ? REFUSED : SOME_STAY;
            List.of(Rung.FLASH, Rung.VOICE, Rung.DEPUTY).forEach(rung -> cannot.put(rung, why));
        }
        for (var rung : List.of(Rung.RUNNER, Rung.VILLAGE_HEAD, Rung.MONITOR)) {
            if (candidates(one, rung).isEmpty()) {
                cannot.put(rung, isRegistered(one, rung) ? "已问过，或就是本户的电话" : nobody(rung));
            }
        }
        return cannot;
    }

    private static String nobody(Rung rung) {
        return switch (rung) {
            case VILLAGE_HEAD -> "未登记村负责人";
            case MONITOR -> "未登记监测员";
            default -> "未登记上门通知人";
        };
    }

    private boolean isRegistered(Standing one, Rung rung) {
        return !registered(one, rung).isEmpty();
    }

    private List<Line> registered(Standing one, Rung rung) {
        return switch (rung) {
            case RUNNER ->
                Optional.ofNullable(cards.get(one.householdId()))
                        .map(Card::runner)
                        .map(List::of)
                        .orElse(List.of());
            case VILLAGE_HEAD -> of(ContactRole.VILLAGE_HEAD);
            case MONITOR -> of(ContactRole.MONITOR);
            case SMS, FLASH, VOICE, DEPUTY -> List.of();
        };
    }

    private List<Line> of(ContactRole role) {
        return contacts.stream()
                .filter(contact -> contact.role() == role)
                .map(contact -> new Line(contact.name(), contact.phone()))
                .toList();
    }

    /** Those who could go there, live elsewhere, and were not asked because of this notice. */
    private List<Line> candidates(Standing one, Rung rung) {
        var own = messages.getOrDefault(one.householdId(), List.of()).stream()
                .map(Sent::phoneIndex)
                .toList();
        var before = asked.getOrDefault(one.householdId(), List.of()).stream()
                .filter(runner -> isOfThis(one, runner.askedAt()))
                .map(Runner::phoneIndex)
                .toList();
        return registered(one, rung).stream()
                .flatMap(line -> Phones.find(line.phone()).map(phone -> new Line(line.name(), phone)).stream())
                .filter(line -> {
                    var of = index.apply(line.phone());
                    return !own.contains(of) && !before.contains(of) && !wrong.contains(of);
                })
                .toList();
    }

    @Override
    public List<Letter> letters(Standing one, Rung rung) {
        var lines = lines(one);
        return switch (rung) {
            case SMS -> List.of();
            case FLASH ->
                lines.stream()
                        .limit(1)
                        .map(line -> line.again(one, Channel.FLASH, now))
                        .toList();
            case VOICE ->
                lines.stream()
                        .limit(1)
                        .map(line -> line.again(one, Channel.VOICE, now))
                        .toList();
            case DEPUTY -> deputies(one, lines);
            case RUNNER, VILLAGE_HEAD, MONITOR ->
                candidates(one, rung).stream()
                        .map(line -> request(
                                called,
                                cards.get(one.householdId()),
                                one.householdId(),
                                Optional.ofNullable(states.get(one.householdId()))
                                        .map(Stand::state)
                                        .orElse(null),
                                one.number(),
                                line,
                                mark,
                                now))
                        .toList();
        };
    }

    private List<Letter> deputies(Standing one, List<Sent> lines) {
        var all = new ArrayList<Letter>();
        for (var line : lines.subList(1, lines.size())) {
            if (!ways.containsKey(Rung.FLASH)) {
                all.add(line.again(one, Channel.FLASH, now));
            }
            if (!ways.containsKey(Rung.VOICE)) {
                all.add(line.again(one, Channel.VOICE, now));
            }
        }
        return all;
    }

    /** Asks somebody to go to a household that does not answer, or will not leave. */
    static Letter request(
            Called called,
            @Nullable Card card,
            String household,
            @Nullable RollState state,
            int number,
            Line runner,
            @Nullable String mark,
            Instant now) {
        var text = Prompts.go(
                called.level(),
                called(card),
                card == null ? "" : card.address(),
                card == null || card.shelter() == null ? "" : card.shelter(),
                state == RollState.REFUSED,
                mark);
        var cause = Cause.of(Cause.warning(called.warningId()), number, now).task(household);
        return letter(
                Errand.RUNNER,
                called,
                cause,
                new Reader(runner.name(), runner.phone(), RUNNER, "zh", null, null),
                text);
    }

    /** Asks somebody to go to a household that cried for help, in the language of whoever is asked. */
    static Letter help(
            Called called,
            @Nullable Card card,
            String household,
            Line runner,
            String language,
            @Nullable String mark,
            Instant now) {
        var spoken = Prompts.worded(language);
        var text = Prompts.goHelp(spoken, called(card), card == null ? "" : card.address(), mark);
        var cause = Cause.of(Cause.warning(called.warningId()), called.notice(), now)
                .task(household)
                .template(Errand.RUNNER_HELP.wire() + "-" + spoken);
        return letter(
                Errand.RUNNER_HELP,
                called,
                cause,
                new Reader(runner.name(), runner.phone(), RUNNER, spoken, null, null),
                text);
    }

    private static String called(@Nullable Card card) {
        return card == null ? "一户" : card.called();
    }

    private static Letter letter(Errand errand, Called called, Cause cause, Reader to, String text) {
        return Letter.sms(
                        errand,
                        called.realm(),
                        called.level(),
                        called.division(),
                        called.pointId(),
                        cause,
                        to,
                        text,
                        null)
                .personal();
    }
}
