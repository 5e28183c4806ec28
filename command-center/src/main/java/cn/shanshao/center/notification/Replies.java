package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Questions.Question;
import cn.shanshao.center.notification.Repeats.Words;
import cn.shanshao.center.notification.ReplyParts.LongText;
import cn.shanshao.center.notification.gateway.Incoming.Typed;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Phones;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What people type: matched by their number to what that number was asked last, of what is still open first; a key that is
 * pressed in a call, to what was spoken. A number that
 * is nobody's is kept too, for an officer to look into. On the phones of the virtual carrier others type, so what it brings
 * is of nobody of the live realm, and the other way round. Calls need a transaction.
 */
@Repository
class Replies {
    private static final Set<Asked> OWN = Set.of(Asked.MOVE, Asked.RETURN, Asked.WAKE);
    /** What is said of a household, and nothing else can be meant by it. */
    private static final Set<Meaning> BESIDE_WAKE = Set.of(
            Meaning.HELP,
            Meaning.MOVED,
            Meaning.RETURNED,
            Meaning.PART,
            Meaning.STILL_THERE,
            Meaning.REFUSED,
            Meaning.DECLINED);

    /** Who was somebody else, and says that, is not. */
    private static final Set<Meaning> OF_THEIRS =
            Set.of(Meaning.MOVED, Meaning.HELP, Meaning.RETURNED, Meaning.PART, Meaning.STILL_THERE, Meaning.REFUSED);

    private final JdbcClient jdbc;
    private final Registry registry;
    private final Residents residents;
    private final Letters letters;
    private final Questions questions;
    private final Consequences consequences;
    private final Cries cries;
    private final Runners runners;
    private final RollCall rollCall;
    private final ReplyRows rows;
    private final Envelopes envelopes;
    private final ReplyParts waiting;
    private final Repeats repeats;
    private final ApplicationEventPublisher events;

    /** @param sealed what was written before is sealed by now */
    Replies(
            JdbcClient jdbc,
            Registry registry,
            Residents residents,
            Letters letters,
            Questions questions,
            Consequences consequences,
            Cries cries,
            Runners runners,
            RollCall rollCall,
            ReplyRows rows,
            Envelopes envelopes,
            ReplyParts waiting,
            Repeats repeats,
            ApplicationEventPublisher events,
            OpenRows sealed) {
        this.jdbc = jdbc;
        this.registry = registry;
        this.residents = residents;
        this.letters = letters;
        this.questions = questions;
        this.consequences = consequences;
        this.cries = cries;
        this.runners = runners;
        this.rollCall = rollCall;
        this.rows = rows;
        this.envelopes = envelopes;
        this.waiting = waiting;
        this.repeats = repeats;
        this.events = events;
    }

    /** @param realm of the gateway that brought it */
    void arrived(Typed typed, Realm realm) {
        var joint = typed.joint();
        if (joint == null) {
            store(realm, typed, typed.utf16());
        } else {
            waiting.join(typed, joint, realm).ifPresent(whole -> store(realm, typed, whole));
        }
    }

    /** The long texts of which a part does not come. */
    List<LongText> incomplete() {
        return waiting.incomplete();
    }

    /** It is shown as far as it came: half a cry for help is one. */
    void showIncomplete(LongText incomplete) {
        waiting.take(incomplete)
                .ifPresent(text -> store(text.realm(), new Typed(text.from(), text.utf16(), null), text.utf16()));
    }

    /** @param utf16 the whole text, of which {@code typed} may be the last part that came */
    private void store(Realm realm, Typed typed, byte[] utf16) {
        var text =
                new String(utf16, StandardCharsets.UTF_16BE).replace('\0', ' ').strip();
        var phone = Phones.find(typed.from()).orElse(typed.from());
        var index = envelopes.index(phone);
        var question = isSomebodyElses(phone, realm)
                ? null
                : question(index, realm, typed.answers(), text).orElse(null);
        var typist = typist(realm, phone, question);
        var meaning = Meaning.of(text, asked(question, typist));
        var repeated =
                repeats.take(new Words(realm, index, question == null ? null : question.id(), text), typed.since());
        var id = repeated.orElseGet(() -> insert(realm, phone, index, text, meaning, typist, question));
        var isOvertaken = meaning != Meaning.HELP
                && repeated.filter(first -> hasWrittenSince(index, realm, first))
                        .isPresent();
        if (meaning == Meaning.HELP) {
            consequences.help(question, index, isOfOwnHome(question) ? homes(realm, phone, question) : Set.of(), realm);
        } else if (question != null && !isOvertaken) {
            consequences.of(question, meaning, index);
        }
        if (question != null
                && !isOvertaken
                && meaning != Meaning.WRONG_PERSON
                && (OF_THEIRS.contains(meaning) || Meaning.isOwn(text))) {
            consequences.right(question, index);
        }
        // also what seems to be a text that came again: it may be a second cry, which must not be missed
        if (meaning == Meaning.HELP) {
            cries.heard(
                    inNeed(realm, phone, index, question),
                    new Cries.Word(
                            id,
                            realm,
                            typist.name(),
                            phone,
                            index,
                            question == null ? null : Cause.warningOf(question.about()),
                            question == null ? null : question.pointId(),
                            question == null ? null : question.division(),
                            isOfOwnHome(question) ? null : reads(realm, phone, question),
                            question != null && question.asked() == Asked.REPORT));
        }
        events.publishEvent(new ReplyReceived(rows.get(id)));
        if (question != null) {
            events.publishEvent(new MessageChanged(question.id(), question.division()));
            questions.checkBefore(question).ifPresent(events::publishEvent);
        }
    }

    /** What a carrier brings once more takes back nothing that was written after it. */
    private boolean hasWrittenSince(String index, Realm realm, long reply) {
        return jdbc.sql("select exists (select from reply where phone_index = ? and realm = ? and id > ?)")
                .params(index, realm.name(), reply)
                .query(Boolean.class)
                .single();
    }

    /**
     * What a text answers. A runner on the way may be asked to go to others too, or hear the next notice as somebody of the
     * point: what answers the errand, and not that, is said of the errand; but a 1 is what that notice asks for, and says of no
     * errand before it that somebody goes. An officer who is woken may live below a slope as well, or be asked to go to a house there: what says
     * nothing to the wake, and does to what was asked before it, answers that, for a 2 there is a cry for help. That the number is somebody else's is no such
     * word: the notices after it would not go there any more.
     */
    private Optional<Question> question(String index, Realm realm, @Nullable Integer answers, String text) {
        if (answers != null) {
            return questions.spoken(index, realm, answers);
        }
        var newest = questions.newest(index, realm);
        return newest.flatMap(question -> before(question, index, realm, text)).or(() -> newest);
    }

    /** What was asked before, which the text is an answer to and to the newest is none. */
    private Optional<Question> before(Question newest, String index, Realm realm, String text) {
        if (newest.asked() == Asked.WAKE) {
            return Meaning.of(text, Asked.WAKE) == Meaning.SEEN
                    ? Optional.empty()
                    : questions
                            .newest(index, realm, Asked.MOVE, Asked.RETURN, Asked.GO, Asked.REPORT)
                            .map(notice -> before(notice, index, realm, text).orElse(notice))
                            .filter(notice -> BESIDE_WAKE.contains(Meaning.of(text, notice.asked())));
        }
        if (newest.asked() == Asked.REPORT) {
            return Meaning.of(text, Asked.GO) != Meaning.DECLINED
                    ? Optional.empty()
                    : questions.newest(index, realm, Asked.GO).filter(asked -> isUnanswered(asked, newest, index));
        }
        if (Meaning.of(text, newest.asked()) == Meaning.TEXT && isReport(text)) {
            return questions
                    .newest(index, realm, Asked.REPORT)
                    .filter(going -> holds(going) && mayBeOf(going, newest, text));
        }
        return newest.asked() != Asked.MOVE
                        || Meaning.of(text, Asked.MOVE) == Meaning.HELP
                        || Meaning.isDigit(text)
                        || livesThere(newest, index)
                ? Optional.empty()
                : questions
                        .newest(index, realm, Asked.GO, Asked.REPORT)
                        .filter(going -> Objects.equals(going.about(), newest.about()))
                        .filter(going -> holds(going) && isGoing(going, text));
    }

    /** Whether what somebody on the way was asked besides has left after their last answer, and waits for one. */
    private boolean isUnanswered(Question asked, Question report, String index) {
        var warning = Cause.warningOf(report.about());
        return warning != null && Objects.equals(asked.about(), report.about()) && runners.isAsked(warning, index);
    }

    /** Whether the roll call of that warning is still kept: after the all-clear too somebody may be on the way to a cry. */
    private boolean holds(Question going) {
        return Optional.ofNullable(Cause.warningOf(going.about()))
                .flatMap(rollCall::find)
                .filter(called -> called.closedAt() == null)
                .isPresent();
    }

    private static boolean isReport(String text) {
        var meaning = Meaning.of(text, Asked.REPORT);
        return meaning == Meaning.MOVED || meaning == Meaning.HELP;
    }

    /**
     * A digit that is no answer to the newest question is of the errand. Words are of what was asked last: the slope of who
     * looks at one, the house of who is asked to go to another; they are of the errand where the newest is a notice about it,
     * or where they ask for support.
     */
    private static boolean mayBeOf(Question going, Question newest, String text) {
        var mayBe = switch (newest.asked()) {
            case MOVE, RETURN -> true;
            case GO -> Meaning.of(text, Asked.REPORT) == Meaning.HELP;
            case CHECK, REPORT, WAKE, NOTHING -> false;
        };
        return Meaning.isDigit(text) || mayBe && Objects.equals(going.about(), newest.about());
    }

    private static boolean isGoing(Question going, String text) {
        var meaning = Meaning.of(text, going.asked());
        return meaning == Meaning.ACCEPTED
                || meaning == Meaning.DECLINED
                || meaning == Meaning.MOVED
                || meaning == Meaning.STILL_THERE;
    }

    /** Whether the number answers for a household that was told: a village head or a runner who hears it leaves nowhere. */
    private boolean livesThere(Question notice, String index) {
        var warning = Cause.warningOf(notice.about());
        return warning == null || !rollCall.homesOf(warning, index).isEmpty();
    }

    /** The number belongs to people of the other realm alone: whoever types it here must not speak for them. */
    private boolean isSomebodyElses(String phone, Realm realm) {
        var realms = Stream.concat(
                        registry.contactsByPhone(phone).stream().map(Contact::realm),
                        residents.householdsByPhone(phone).stream().map(Household::realm))
                .collect(Collectors.toSet());
        return !realms.isEmpty() && !realms.contains(realm);
    }

    /** Whoever was asked to go somewhere cries for those who live there; whoever was woken, for their own. */
    private static boolean isOfOwnHome(@Nullable Question question) {
        return question == null || OWN.contains(question.asked());
    }

    /** In which language the number is written to: as its people are registered, and of nobody's as it was asked. */
    private String reads(Realm realm, String phone, @Nullable Question question) {
        var people = registry.contactsByPhone(phone).stream()
                .filter(contact -> contact.realm() == realm)
                .map(Contact::language);
        var homes = residents.householdsByPhone(phone).stream()
                .filter(household -> household.realm() == realm)
                .map(Household::language);
        return Stream.concat(people, homes)
                .findFirst()
                .or(() -> Optional.ofNullable(question).flatMap(asked -> questions.language(asked.id())))
                .orElse("zh");
    }

    /** Under which whoever has the number may stand on a roll: by its card of today, and as it was asked. */
    private Set<String> homes(Realm realm, String phone, @Nullable Question question) {
        var homes = new HashSet<String>();
        residents.householdsByPhone(phone).stream()
                .filter(household -> household.realm() == realm)
                .forEach(household -> homes.add(household.id()));
        registry.contactsByPhone(phone).stream()
                .filter(contact -> contact.realm() == realm)
                .forEach(contact -> homes.add(Recipients.home(contact)));
        if (question != null && question.householdId() != null) {
            homes.add(question.householdId());
        }
        return homes;
    }

    /**
     * Who needs help because of a cry from that number: those to whom whoever cries has gone; otherwise the household of the
     * number, and whoever stands on no household's card as one.
     */
    private Set<String> inNeed(Realm realm, String phone, String index, @Nullable Question question) {
        if (question != null && question.asked() == Asked.REPORT) {
            var visited = Optional.ofNullable(Cause.warningOf(question.about()))
                    .map(warning -> runners.underWay(warning, index))
                    .orElse(List.of());
            if (!visited.isEmpty()) {
                return Set.copyOf(visited);
            }
        }
        var own = homes(realm, phone, isOfOwnHome(question) ? question : null);
        var households = own.stream()
                .filter(home -> !home.startsWith(Recipients.CONTACT))
                .collect(Collectors.toSet());
        return households.isEmpty() ? own : households;
    }

    private static Asked asked(@Nullable Question question, Typist typist) {
        if (question != null) {
            return question.asked();
        }
        return typist.isResident() ? Asked.MOVE : Asked.CHECK;
    }

    /**
     * Who typed it, as far as that is known.
     *
     * @param name {@code null} when the number is nobody's
     * @param isResident lives below a slope, whatever else they are to it
     */
    private record Typist(
            @Nullable String name,
            @Nullable String contactId,
            @Nullable String householdId,
            @Nullable String pointId,
            boolean isResident) {
        /** Without the person, so that the name does not end in a log. */
        @Override
        public String toString() {
            return "Typist[]";
        }
    }

    private Typist typist(Realm realm, String phone, @Nullable Question question) {
        var people = registry.contactsByPhone(phone).stream()
                .filter(p -> p.realm() == realm)
                .toList();
        if (question != null) {
            var contact = people.stream()
                    .filter(p -> p.id().equals(question.contactId()))
                    .findFirst()
                    .or(() -> people.stream().findFirst());
            var name = contact.map(Contact::name)
                    .orElseGet(() ->
                            letters.inside(question.id()).map(Inside::name).orElse(null));
            return new Typist(
                    name,
                    contact.map(Contact::id).orElse(null),
                    question.householdId(),
                    question.pointId(),
                    question.householdId() != null);
        }
        if (!people.isEmpty()) {
            var person = people.get(0);
            var isResident = person.role() == ContactRole.VILLAGER
                    || residents.householdsByPhone(phone).stream().anyMatch(household -> household.realm() == realm);
            return new Typist(person.name(), person.id(), null, person.pointId(), isResident);
        }
        return residents.householdsByPhone(phone).stream()
                .filter(household -> household.realm() == realm)
                .findFirst()
                .map(household -> new Typist(household.name(), null, household.id(), household.pointId(), true))
                .orElseGet(() -> new Typist(null, null, null, null, false));
    }

    private long insert(
            Realm realm,
            String phone,
            String index,
            String text,
            Meaning meaning,
            Typist typist,
            @Nullable Question question) {
        var point = typist.pointId();
        var division = question != null
                ? question.division()
                : point == null
                        ? null
                        : registry.findPoint(point).map(p -> p.division()).orElse(null);
        var id = jdbc.sql("""
            insert into reply (phone_index, contact_id, household_id, realm, about, division, point_id,
              message_id, meaning)
            values (:index, :contact, :household, :realm, :about, :division, :point, :message, :meaning)
            returning id\
            """)
                .param("index", index)
                .param("contact", typist.contactId())
                .param("household", typist.householdId())
                .param("realm", realm.name())
                .param("about", question == null ? null : question.about())
                .param("division", division)
                .param("point", point)
                .param("message", question == null ? null : question.id())
                .param("meaning", meaning.name())
                .query(Long.class)
                .single();
        jdbc.sql("update reply set body = :body where id = :id")
                .param("body", envelopes.seal(Kind.REPLY, id, new Inside(typist.name(), phone, text)))
                .param("id", id)
                .update();
        return id;
    }
}
