package cn.shanshao.center.registry;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.identity.Signature;
import cn.shanshao.center.registry.OrderPaper.SiteLimit;
import cn.shanshao.center.registry.OrderPaper.State;
import cn.shanshao.center.registry.OrderPaper.Step;
import cn.shanshao.center.registry.OrderPapers.Given;
import cn.shanshao.center.registry.OrderPapers.Wish;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Standing orders as people make them. */
@RestController
@RequestMapping("/api/v1")
class OrderPaperController {
    private final OrderPapers papers;
    private final Registry registry;
    private final Divisions divisions;
    private final Signature signature;
    private final Clock clock;

    OrderPaperController(OrderPapers papers, Registry registry, Divisions divisions, Signature signature, Clock clock) {
        this.papers = papers;
        this.registry = registry;
        this.divisions = divisions;
        this.signature = signature;
        this.clock = clock;
    }

    /**
     * @param version that the caller has seen; only a change needs it
     * @param level from which on
     * @param sirens ids of devices of the point
     * @param grounds why
     */
    record Draft(
            @Nullable Long version,
            @NotNull Level level,
            @NotEmpty Set<@NotNull AlertKind> kinds,
            @NotNull Instant until,
            @NotEmpty @Size(max = 20) List<@NotNull String> sirens,
            @NotBlank @Size(max = 500) String grounds) {
        Wish wish() {
            return new Wish(level, kinds, until, sirens, grounds);
        }
    }

    record Seen(@NotNull Long version) {}

    /** @param password of the caller, once more */
    record Signing(@NotNull Long version, @Nullable String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Signing[" + version + "]";
        }
    }

    /** @param password of the caller, once more */
    record Revoking(
            @NotNull Long version,
            @Nullable String password,
            @NotBlank @Size(max = 500) String reason) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Revoking[" + version + "]";
        }
    }

    /**
     * @param paper whether people have made it; one that was given to a point of the exercise has no hands, no grounds, and is
     *     in force
     * @param deviceNames of the sirens and of the devices with limits, by their ids
     * @param doubts what somebody should see to
     */
    record View(
            boolean paper,
            String id,
            long version,
            String pointId,
            String pointName,
            String division,
            Realm realm,
            State state,
            Level level,
            Set<AlertKind> kinds,
            Instant until,
            List<String> sirens,
            String grounds,
            List<SiteLimit> limits,
            Map<String, String> deviceNames,
            @Nullable Step drafted,
            @Nullable Step approved,
            @Nullable Step signed,
            @Nullable Step revoked,
            @Nullable String revokedFor,
            List<OrderDoubt> doubts) {}

    /** Newest first, also those that are over; then those in force that were given to points of the exercise. */
    @GetMapping("/standing-orders")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT})
    List<View> list(@AuthenticationPrincipal CurrentUser user) {
        var under = divisions.under(user.division());
        return Stream.concat(
                        papers.list(under).stream().map(this::view),
                        papers.given(under).stream().map(this::view))
                .toList();
    }

    /** The limits that an order of that level would rest on. */
    @GetMapping("/points/{point}/site-limits/{level}")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT})
    List<SiteLimit> limits(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String point, @PathVariable Level level) {
        return papers.limits(seenPoint(user, point), level);
    }

    @PostMapping("/points/{point}/standing-orders")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT})
    ResponseEntity<View> draft(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String point, @Valid @RequestBody Draft form) {
        var made = papers.draft(seenPoint(user, point), form.wish(), user);
        return ResponseEntity.created(URI.create("/api/v1/standing-orders/" + made.id()))
                .body(view(made));
    }

    @PutMapping("/standing-orders/{id}")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT})
    View redraft(@AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody Draft form) {
        var point = pointOf(user, id);
        return view(papers.redraft(point, id, form.version() == null ? 0 : form.version(), form.wish(), user));
    }

    /** An expert, or who administers the limits, answers for them by name. */
    @PostMapping("/standing-orders/{id}/approve")
    @OnlyFor({Role.EXPERT, Role.ADMINISTRATOR})
    View approve(@AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody Seen seen) {
        return view(papers.approve(pointOf(user, id), id, seen.version(), user));
    }

    /** A signing officer of the point's division, or of one above it. */
    @PostMapping("/standing-orders/{id}/sign")
    @OnlyFor(Role.SIGNER)
    View sign(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @Valid @RequestBody Signing form,
            HttpServletRequest request) {
        var point = pointOf(user, id);
        signature.confirm(user, form.password(), request);
        return view(papers.sign(point, id, form.version(), user));
    }

    @PostMapping("/standing-orders/{id}/revoke")
    @OnlyFor({Role.SIGNER, Role.ADMINISTRATOR})
    View revoke(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @Valid @RequestBody Revoking form,
            HttpServletRequest request) {
        var point = pointOf(user, id);
        signature.confirm(user, form.password(), request);
        return view(papers.revoke(point, id, form.version(), form.reason(), user));
    }

    private HazardPoint pointOf(CurrentUser user, String id) {
        var point = registry.getPoint(papers.get(id).pointId());
        divisions.mustSee(user, point.division(), "standing order", id);
        return point;
    }

    private HazardPoint seenPoint(CurrentUser user, String id) {
        var point = registry.getPoint(id);
        divisions.mustSee(user, point.division(), "point", id);
        return point;
    }

    private Map<String, String> deviceNames(List<String> sirens, List<SiteLimit> limits) {
        return papers.namesOf(Stream.concat(sirens.stream(), limits.stream().map(SiteLimit::deviceId))
                .distinct()
                .toList());
    }

    private View view(Given given) {
        var point = given.point();
        var order = given.order();
        return new View(
                false,
                order.id(),
                0,
                point.id(),
                point.name(),
                point.division(),
                point.realm(),
                State.IN_FORCE,
                order.level(),
                order.kinds(),
                order.until(),
                order.sirens(),
                "",
                given.limits(),
                deviceNames(order.sirens(), given.limits()),
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    private View view(OrderPaper p) {
        var point = registry.getPoint(p.pointId());
        return new View(
                true,
                p.id(),
                p.version(),
                p.pointId(),
                point.name(),
                point.division(),
                point.realm(),
                p.state(clock.instant()),
                p.level(),
                p.kinds(),
                p.until(),
                p.sirens(),
                p.grounds(),
                p.limits(),
                deviceNames(p.sirens(), p.limits()),
                p.drafted(),
                p.approved(),
                p.signed(),
                p.revoked(),
                p.revokedFor(),
                papers.doubts(point, p));
    }
}
