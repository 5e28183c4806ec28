package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.PointConfig.Flow;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.Realm;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes and changes hazard points and their contacts. */
@RestController
@RequestMapping("/api/v1/points")
class PointController {
    private final Registry registry;
    private final Divisions divisions;
    private final Realms realms;
    private final Audit audit;

    PointController(Registry registry, Divisions divisions, Realms realms, Audit audit) {
        this.registry = registry;
        this.divisions = divisions;
        this.realms = realms;
        this.audit = audit;
    }

    /**
     * @param version that the caller has seen; only a change needs it
     * @param flow absent: it stays as it is, or there is none; without stations: there is none any more
     * @param dossier the whole file of the point; absent: it stays as it is
     */
    record PointForm(
            @NotNull @Size(min = 1, max = 64) String id,
            @Nullable Long version,
            @Size(max = 40) @Nullable String unifiedNumber,
            @NotNull @Size(min = 1, max = 100) String name,
            @NotNull String kind,
            @NotNull String division,
            @Nullable Realm realm,
            @NotNull Double lon,
            @NotNull Double lat,
            @Nullable Integer people,
            @Size(max = 100) @Nullable List<@NotNull String> villages,
            @Nullable Flow flow,
            @Nullable Dossier dossier) {
        HazardPoint point(Realm usual, List<StandingOrder> orders, @Nullable Flow before) {
            return new HazardPoint(
                    id,
                    Objects.requireNonNullElse(version, 0L),
                    unifiedNumber,
                    name,
                    kind,
                    division,
                    Objects.requireNonNullElse(realm, usual),
                    lon,
                    lat,
                    Objects.requireNonNullElse(people, 0),
                    Objects.requireNonNullElse(villages, List.<String>of()),
                    orders,
                    flow == null ? before : flow.stations().isEmpty() ? null : flow,
                    dossier);
        }
    }

    /** @param login under which an order-giver signs; absent: under none */
    record ContactForm(
            @NotNull @Size(min = 1, max = 60) String name,
            @NotNull @Size(max = 30) String phone,
            @NotNull ContactRole role,
            @Size(max = 20) @Nullable String language,
            @Size(min = 1, max = 64) @Nullable String login) {}

    /**
     * A contact as it is to be.
     *
     * @param version that the caller has seen
     * @param phone absent: the number stays as it is, for nobody is shown more of it than its ends
     * @param login absent: stays, as long as the person is the order-giver; empty: none any more
     */
    record ContactChange(
            @NotNull @Min(1) Long version,
            @NotNull @Size(min = 1, max = 60) String name,
            @Size(max = 30) @Nullable String phone,
            @NotNull ContactRole role,
            @Size(max = 20) @Nullable String language,
            @Size(max = 64) @Nullable String login) {
        private @Nullable String login(Contact before) {
            if (login == null) {
                return role == ContactRole.ORDER_GIVER ? before.login() : null;
            }
            return login.isBlank() ? null : login;
        }
    }

    /** @param phone masked */
    record ContactView(
            String id,
            long version,
            String name,
            String phone,
            ContactRole role,
            String language,
            Realm realm,
            @Nullable String login) {
        static ContactView of(Contact c) {
            return new ContactView(
                    c.id(), c.version(), c.name(), c.maskedPhone(), c.role(), c.language(), c.realm(), c.login());
        }
    }

    @PostMapping
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<HazardPoint> make(@AuthenticationPrincipal CurrentUser user, @Valid @RequestBody PointForm form) {
        var point = asked(user, form, realms.usual(), List.of(), null);
        var made = registry.makePoint(point, user.username());
        return ResponseEntity.created(URI.create("/api/v1/points/" + made.id())).body(made);
    }

    /**
     * Replaces the whole description; {@code version} is the one the caller has seen. Standing orders stay, and so does
     * the realm: what was an exercise never becomes live with its people and numbers.
     */
    @PutMapping("/{id}")
    @OnlyFor(Role.ADMINISTRATOR)
    HazardPoint change(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody PointForm form) {
        var before = seen(user, id);
        if (!form.id().equals(id)) {
            throw Problem.invalid("id", form.id(), id);
        }
        if (form.version() == null || form.version() < 1) {
            throw Problem.invalid(
                    "version", form.version(), "the version that you have seen, %d".formatted(before.version()));
        }
        if (form.realm() != null && form.realm() != before.realm()) {
            throw Problem.invalid("realm", form.realm(), "that of the point: make another one");
        }
        var asked = asked(user, form, before.realm(), before.standingOrders(), before.flow());
        return registry.savePoint(asked, user.username());
    }

    private HazardPoint asked(
            CurrentUser user, PointForm form, Realm usual, List<StandingOrder> orders, @Nullable Flow before) {
        realms.admit(form.realm());
        if (!divisions.sees(user, divisions.get(form.division()).code())) {
            throw Problem.invalid("division", form.division(), "a division under your own");
        }
        return form.point(usual, orders, before);
    }

    /** @param at as they were then; absent: now */
    @GetMapping("/{id}/contacts")
    List<ContactView> contacts(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @RequestParam @Nullable Instant at) {
        user.mustBe(Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT, Role.CREW);
        var point = seen(user, id);
        audit.record(Act.of(user.username(), "contact.read", point.id()).in(point.division()));
        var persons = at == null ? registry.contactsOf(point.id()) : registry.contactsOf(point.id(), at);
        return persons.stream().map(ContactView::of).toList();
    }

    @PostMapping("/{id}/contacts")
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<ContactView> addContact(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody ContactForm form) {
        var point = seen(user, id);
        var contact = registry.saveContact(
                new Contact(
                        UUID.randomUUID().toString(),
                        0,
                        point.id(),
                        form.name(),
                        form.phone(),
                        form.role(),
                        Objects.requireNonNullElse(form.language(), "zh"),
                        point.realm(),
                        form.login()),
                user.username());
        return ResponseEntity.status(201).body(ContactView.of(contact));
    }

    @PutMapping("/{id}/contacts/{contact}")
    @OnlyFor(Role.ADMINISTRATOR)
    ContactView changeContact(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @PathVariable String contact,
            @Valid @RequestBody ContactChange form) {
        var before = onCard(seen(user, id), contact);
        var changed = new Contact(
                before.id(),
                form.version(),
                before.pointId(),
                form.name(),
                Objects.requireNonNullElse(form.phone(), before.phone()),
                form.role(),
                Objects.requireNonNullElse(form.language(), before.language()),
                before.realm(),
                form.login(before));
        return ContactView.of(registry.saveContact(changed, user.username()));
    }

    /** @param version that the caller has seen */
    @DeleteMapping("/{id}/contacts/{contact}")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeContact(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @PathVariable String contact,
            @RequestParam long version) {
        var before = onCard(seen(user, id), contact);
        if (version != before.version()) {
            throw Problem.conflict("contact %s is in version %d by now, you saw version %d"
                    .formatted(contact, before.version(), version));
        }
        registry.removeContact(before, user.username());
    }

    /** Erases the name and number from every version, for ever; also of who was taken off the card before. */
    @DeleteMapping("/{id}/contacts/{contact}/personal-data")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void eraseContact(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @PathVariable String contact) {
        registry.eraseContact(seen(user, id), contact, user.username());
    }

    private Contact onCard(HazardPoint point, String contact) {
        return registry.findContact(contact)
                .filter(c -> c.pointId().equals(point.id()))
                .orElseThrow(() -> Problem.notFound("contact", contact));
    }

    private HazardPoint seen(CurrentUser user, String id) {
        var point = registry.getPoint(id);
        divisions.mustSee(user, point.division(), "point", id);
        return point;
    }
}
