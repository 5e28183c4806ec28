package cn.shanshao.allinone.web;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Division;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.Officers;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.notification.Asked;
import cn.shanshao.center.notification.Messages;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.sim.carrier.Message;
import cn.shanshao.sim.carrier.Phone;
import cn.shanshao.sim.carrier.VirtualCarrier;
import cn.shanshao.sim.demo.Demo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The phones of the virtual carrier: what arrived on them, and what somebody types in their owners' place. A phone is
 * there for who sees every point on whose card, or on a household's below which, its number stands, and the division of
 * every officer who has it, and only where none of these is of the live realm: nobody speaks for a real person. An officer
 * whose number no carrier hands out is none. A number of the demo that is nobody's is a stranger's, for
 * whom those type who see what strangers write.
 */
@RestController
@RequestMapping("/phones/api")
class PhonesController {
    /** On no card of the demo. */
    private static final String STRANGER = Demo.PHONES + "9900";

    private final VirtualCarrier carrier;
    private final Registry registry;
    private final Residents residents;
    private final Officers officers;
    private final Messages asked;
    private final Divisions divisions;
    private final Audit audit;

    PhonesController(
            VirtualCarrier carrier,
            Registry registry,
            Residents residents,
            Officers officers,
            Messages asked,
            Divisions divisions,
            Audit audit) {
        this.carrier = carrier;
        this.registry = registry;
        this.residents = residents;
        this.officers = officers;
        this.asked = asked;
        this.divisions = divisions;
        this.audit = audit;
    }

    record Phones(List<Handset> phones) {}

    /**
     * @param name {@code null} of a stranger, as {@code role}
     * @param asks what the next answer is read as an answer to; {@code null}: nothing
     */
    record Handset(
            String number,
            @Nullable String name,
            @Nullable String role,
            @Nullable String pointName,
            @Nullable Asked asks,
            List<Message> messages) {}

    record Typed(String text) {}

    @GetMapping
    Phones phones(@AuthenticationPrincipal CurrentUser user) {
        if (!user.seesPeople()) {
            throw Problem.forbidden("your role does not allow this");
        }
        var numbers = officers.byNumber();
        var held = carrier.phones();
        var known = held.stream()
                .flatMap(phone -> owner(phone.number(), numbers, user).map(owner -> handset(phone, owner)).stream());
        return new Phones(
                Stream.concat(known, strangers(held, numbers, user).stream()).toList());
    }

    /** One lies there from the beginning, so that it can be tried what becomes of what a stranger writes. */
    private List<Handset> strangers(List<Phone> held, Map<String, List<CurrentUser>> numbers, CurrentUser user) {
        var strange = held.stream()
                .filter(phone -> stranger(phone.number(), numbers, user).isPresent())
                .map(phone -> new Handset(phone.number(), null, null, null, null, phone.messages()))
                .toList();
        return strange.isEmpty() && stranger(STRANGER, numbers, user).isPresent()
                ? List.of(new Handset(STRANGER, null, null, null, null, List.of()))
                : strange;
    }

    @PostMapping("/{number}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void type(@PathVariable String number, @RequestBody Typed typed, @AuthenticationPrincipal CurrentUser user) {
        user.mustBe(Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY);
        var numbers = officers.byNumber();
        var typist = owner(number, numbers, user)
                .map(Owner::id)
                .or(() -> stranger(number, numbers, user))
                .orElseThrow(() -> Problem.notFound("phone", number));
        try {
            carrier.type(number, typed.text());
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("text", typed.text(), String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw Problem.busy(String.valueOf(e.getMessage()), 5);
        }
        audit.record(user.username(), "phone.type", typist, Map.of());
    }

    /**
     * Whose phone it is: somebody of a point's card, or of a household below it, or an officer.
     *
     * @param pointId {@code null} of an officer
     * @param division {@code null} of anybody else
     */
    private record Owner(
            String id,
            String name,
            String role,
            @Nullable String pointId,
            @Nullable String division,
            Realm realm) {
        static Owner of(CurrentUser officer, String number) {
            return new Owner(
                    "user:" + officer.username(),
                    officer.displayName(),
                    officer.role().name(),
                    null,
                    officer.division(),
                    Demo.isDemoPhone(number) ? Realm.EXERCISE : Realm.LIVE);
        }

        static Owner of(Contact contact) {
            return new Owner(
                    contact.id(), contact.name(), contact.role().name(), contact.pointId(), null, contact.realm());
        }

        static Owner of(Household household, String number) {
            var line = household.lines().stream()
                    .filter(one -> one.phone().equals(number))
                    .findFirst();
            var runner = household.runner();
            var isRunner = line.isEmpty() && runner != null && runner.phone().equals(number);
            return new Owner(
                    household.id(),
                    isRunner ? runner.name() : line.map(Household.Line::name).orElseGet(household::name),
                    isRunner ? "RUNNER" : ContactRole.VILLAGER.name(),
                    household.pointId(),
                    null,
                    household.realm());
        }

        /** Without the person, so that the name does not end in a log. */
        @Override
        public String toString() {
            return "Owner[%s]".formatted(id);
        }
    }

    private List<Owner> owners(String number, Map<String, List<CurrentUser>> numbers) {
        return Stream.of(
                        registry.contactsByPhone(number).stream().map(Owner::of),
                        residents.householdsByPhone(number).stream().map(household -> Owner.of(household, number)),
                        numbers.getOrDefault(number, List.of()).stream().map(officer -> Owner.of(officer, number)))
                .flatMap(Function.identity())
                .toList();
    }

    /** As the trail calls one. */
    private Optional<String> stranger(String number, Map<String, List<CurrentUser>> numbers, CurrentUser user) {
        return Demo.isDemoPhone(number)
                        && divisions.isTop(user.division())
                        && owners(number, numbers).isEmpty()
                ? Optional.of("stranger")
                : Optional.empty();
    }

    private Optional<Owner> owner(String number, Map<String, List<CurrentUser>> numbers, CurrentUser user) {
        var owners = owners(number, numbers);
        return owners.stream().allMatch(owner -> mayPlay(owner, user))
                ? owners.stream().findFirst()
                : Optional.empty();
    }

    private boolean mayPlay(Owner owner, CurrentUser user) {
        return owner.realm() == Realm.EXERCISE
                && place(owner).filter(where -> divisions.sees(user, where)).isPresent();
    }

    private Optional<String> place(Owner owner) {
        return owner.pointId() == null
                ? Optional.ofNullable(owner.division())
                : registry.findPoint(owner.pointId()).map(HazardPoint::division);
    }

    private @Nullable String placeName(Owner owner) {
        return owner.pointId() == null
                ? place(owner).flatMap(divisions::find).map(Division::name).orElse(null)
                : registry.findPoint(owner.pointId()).map(HazardPoint::name).orElse(null);
    }

    private Handset handset(Phone phone, Owner owner) {
        return new Handset(
                phone.number(),
                owner.name(),
                owner.role(),
                placeName(owner),
                asked.asked(phone.number(), Realm.EXERCISE)
                        .filter(what -> what != Asked.NOTHING)
                        .orElse(null),
                phone.messages());
    }
}
