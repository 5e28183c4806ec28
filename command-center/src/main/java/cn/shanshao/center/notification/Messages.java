package cn.shanshao.center.notification;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.notification.Questions.Question;
import cn.shanshao.center.registry.Phones;
import cn.shanshao.center.warning.Wording;
import cn.shanshao.ingest.wire.Realm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The door to messages and replies. */
@Component
public class Messages {
    private final MessageRows messages;
    private final ReplyRows replies;
    private final Divisions divisions;
    private final Carrier carrier;
    private final Questions questions;
    private final Envelopes envelopes;

    Messages(
            MessageRows messages,
            ReplyRows replies,
            Divisions divisions,
            Carrier carrier,
            Questions questions,
            Envelopes envelopes) {
        this.messages = messages;
        this.replies = replies;
        this.divisions = divisions;
        this.carrier = carrier;
        this.questions = questions;
        this.envelopes = envelopes;
    }

    public Optional<MessageView> find(long id) {
        return messages.find(id);
    }

    /**
     * Which messages.
     *
     * @param warningId what they are about
     * @param householdId whom they were for
     * @param phone to whose number they went, however it is written
     */
    public record Filter(
            @Nullable String pointId,
            @Nullable String alertId,
            @Nullable String warningId,
            @Nullable String householdId,
            @Nullable String phone) {
        /** Without the number, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Filter[]";
        }
    }

    /** Those of the user's division and below as the user may see them, newest first. */
    public List<MessageView> list(CurrentUser user, Filter filter, int limit) {
        var division = user.division();
        var list = messages.list(divisions.under(division), divisions.isTop(division), filter, limit);
        return user.seesPeople()
                ? list
                : list.stream().map(MessageView::unnamed).toList();
    }

    /** The same of a point or an alert. */
    public List<MessageView> list(CurrentUser user, @Nullable String pointId, @Nullable String alertId, int limit) {
        var list = list(user.division(), pointId, alertId, limit);
        return user.seesPeople()
                ? list
                : list.stream().map(MessageView::unnamed).toList();
    }

    /**
     * What a screen shows, as the user may see it: the newest, and beside them what monitors were asked where an alert is
     * open.
     *
     * @param limit of each
     */
    public List<MessageView> shown(CurrentUser user, @Nullable String pointId, int limit) {
        var division = user.division();
        var under = divisions.under(division);
        var isTop = divisions.isTop(division);
        var shown = new LinkedHashMap<String, MessageView>();
        Stream.concat(
                        messages.list(under, isTop, new Filter(pointId, null, null, null, null), limit).stream(),
                        messages.checks(under, isTop, pointId, limit).stream())
                .forEach(message -> shown.put(message.id(), message));
        return shown.values().stream()
                .map(message -> user.seesPeople() ? message : message.unnamed())
                .toList();
    }

    /** The same of replies; at the top of the tree also those of numbers that are nobody's. */
    public List<ReplyView> replies(CurrentUser user, int limit) {
        var list = replies(user.division(), limit);
        return user.seesPeople() ? list : list.stream().map(ReplyView::unnamed).toList();
    }

    /** Those of a division and below, newest first. */
    public List<MessageView> list(String division, @Nullable String pointId, @Nullable String alertId, int limit) {
        return messages.list(
                divisions.under(division),
                divisions.isTop(division),
                new Filter(pointId, alertId, null, null, null),
                limit);
    }

    /** Those of a division and below, newest first; at the top of the tree also those of numbers that are nobody's. */
    public List<ReplyView> replies(String division, int limit) {
        return replies.list(divisions.under(division), divisions.isTop(division), limit);
    }

    /** What an answer that came from that number now would be read as an answer to; empty: nothing was asked. */
    public Optional<Asked> asked(String phone, Realm realm) {
        return Phones.find(phone)
                .flatMap(number -> questions.newest(envelopes.index(number), realm))
                .map(Question::asked);
    }

    /** Whether the carrier of exercise messages is connected. */
    public boolean isCarrierBound() {
        return carrier.trouble(Realm.EXERCISE) == null;
    }

    /** Realms of which a gateway can call people. */
    public Set<Realm> callable() {
        return Arrays.stream(Realm.values())
                .filter(realm -> carrier.voice(realm).isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether there is a carrier at all. */
    public boolean hasCarrier() {
        return carrier.serves(Realm.EXERCISE) || carrier.serves(Realm.LIVE);
    }

    /** Why messages cannot leave now, real ones first; {@code null} when they can. */
    public @Nullable String carrierTrouble() {
        var live = carrier.serves(Realm.LIVE) ? carrier.trouble(Realm.LIVE) : null;
        if (live != null) {
            return live;
        }
        return carrier.serves(Realm.LIVE) && !carrier.serves(Realm.EXERCISE) ? null : carrier.trouble(Realm.EXERCISE);
    }

    /** Names of the gateways of real messages that are not connected. */
    public List<String> gatewaysAway() {
        return carrier.away(Realm.LIVE);
    }

    /** The gateways of real messages that have lost some of their sessions and go on with the others. */
    public List<Shorthanded> gatewaysShorthanded() {
        return carrier.shorthanded(Realm.LIVE);
    }

    /** The words that no gateway of real messages has registered with its carrier: nothing that says them can leave. */
    public List<String> templatesUnregistered() {
        return carrier.unregistered(
                Realm.LIVE,
                Stream.concat(
                                Wording.templates().stream(),
                                Stream.of(Errand.values()).flatMap(errand -> errand.templates().stream()))
                        .sorted());
    }

    /** Gateway → why who answers at its carrier's address is not trusted. */
    public Map<String, String> gatewaysDistrusted() {
        return carrier.distrusted();
    }
}
