package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.Realm;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes hazard points and their contacts. */
@RestController
@RequestMapping("/api/v1/points")
class PointController {
    private final Registry registry;
    private final Divisions divisions;
    private final Realms realms;

    PointController(Registry registry, Divisions divisions, Realms realms) {
        this.registry = registry;
        this.divisions = divisions;
        this.realms = realms;
    }

    record PointForm(
            @NotNull @Size(min = 1, max = 64) String id,
            @Size(max = 40) @Nullable String unifiedNumber,
            @NotNull @Size(min = 1, max = 100) String name,
            @NotNull String kind,
            @NotNull String division,
            @Nullable Realm realm,
            @NotNull Double lon,
            @NotNull Double lat,
            @Nullable Integer people,
            @Size(max = 100) @Nullable List<@NotNull String> villages) {
        HazardPoint point(Realm usual) {
            return new HazardPoint(
                    id,
                    0,
                    unifiedNumber,
                    name,
                    kind,
                    division,
                    Objects.requireNonNullElse(realm, usual),
                    lon,
                    lat,
                    Objects.requireNonNullElse(people, 0),
                    Objects.requireNonNullElse(villages, List.<String>of()),
                    List.<StandingOrder>of());
        }
    }

    record ContactForm(
            @NotNull @Size(min = 1, max = 60) String name,
            @NotNull @Size(max = 30) String phone,
            @NotNull ContactRole role,
            @Size(max = 20) @Nullable String language) {}

    /** @param phone masked */
    record ContactView(String id, String name, String phone, ContactRole role, String language, Realm realm) {
        static ContactView of(Contact c) {
            return new ContactView(c.id(), c.name(), c.maskedPhone(), c.role(), c.language(), c.realm());
        }
    }

    @PostMapping
    ResponseEntity<HazardPoint> make(@AuthenticationPrincipal CurrentUser user, @Valid @RequestBody PointForm form) {
        user.mustBe(Role.ADMINISTRATOR);
        realms.admit(form.realm());
        if (!divisions.sees(user, divisions.get(form.division()).code())) {
            throw Problem.invalid("division", form.division(), "a division under your own");
        }
        var made = registry.makePoint(form.point(realms.usual()), user.username());
        return ResponseEntity.created(URI.create("/api/v1/points/" + made.id())).body(made);
    }

    @GetMapping("/{id}/contacts")
    List<ContactView> contacts(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        return registry.contactsOf(seen(user, id).id()).stream()
                .map(ContactView::of)
                .toList();
    }

    @PostMapping("/{id}/contacts")
    ResponseEntity<ContactView> addContact(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody ContactForm form) {
        user.mustBe(Role.ADMINISTRATOR);
        var point = seen(user, id);
        var contact = registry.saveContact(
                new Contact(
                        UUID.randomUUID().toString(),
                        point.id(),
                        form.name(),
                        form.phone(),
                        form.role(),
                        Objects.requireNonNullElse(form.language(), "zh"),
                        point.realm()),
                user.username());
        return ResponseEntity.status(201).body(ContactView.of(contact));
    }

    private HazardPoint seen(CurrentUser user, String id) {
        var point = registry.getPoint(id);
        divisions.mustSee(user, point.division(), "point", id);
        return point;
    }
}
