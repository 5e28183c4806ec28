package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Devices, and their logins at the broker. */
@RestController
@RequestMapping("/api/v1/devices")
class DeviceController {
    private final Registry registry;
    private final Silencing silencing;
    private final Divisions divisions;
    private final Realms realms;
    private final Clock clock;

    DeviceController(Registry registry, Silencing silencing, Divisions divisions, Realms realms, Clock clock) {
        this.registry = registry;
        this.silencing = silencing;
        this.divisions = divisions;
        this.realms = realms;
        this.clock = clock;
    }

    /** The MQTT login of a device; the password is told this once. */
    record Login(String username, String password) {}

    /** @param apikey {@code null} for none */
    record Key(@Nullable String apikey) {
        /** Without the key. */
        @Override
        public String toString() {
            return "Key";
        }
    }

    @GetMapping
    List<Device> list(@AuthenticationPrincipal CurrentUser user) {
        return registry.listDevices(user.division());
    }

    @GetMapping("/{id}")
    Device get(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        var device = registry.getDevice(id);
        divisions.mustSee(user, device.division(), "device", id);
        return device;
    }

    @PostMapping
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<Device> make(@AuthenticationPrincipal CurrentUser user, @Valid @RequestBody DeviceForm form) {
        var device = asked(user, form, null);
        var made = registry.makeDevice(device, user.username());
        return ResponseEntity.created(URI.create("/api/v1/devices/" + made.id()))
                .body(made);
    }

    /**
     * Replaces the whole description; {@code version} is the one the caller has seen. What would silence a grave alert is
     * refused with what falls, until the caller has seen that and says {@code confirm}.
     */
    @PutMapping("/{id}")
    @OnlyFor(Role.ADMINISTRATOR)
    Device change(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody DeviceForm form) {
        var before = get(user, id);
        var device = asked(user, form, before);
        if (!form.id().equals(id)) {
            throw Problem.invalid("id", form.id(), id);
        }
        if (form.version() == null || form.version() < 1) {
            throw Problem.invalid(
                    "version", form.version(), "the version that you have seen, %d".formatted(before.version()));
        }
        return silencing.save(device, Boolean.TRUE.equals(form.confirm()), user.username());
    }

    private Device asked(CurrentUser user, DeviceForm form, @Nullable Device before) {
        mustEndLater(form.until(), before == null ? null : before.until());
        realms.admit(form.realm());
        var point = form.pointId() == null
                ? null
                : registry.findPoint(form.pointId())
                        .filter(p -> divisions.sees(user, p.division()))
                        .orElseThrow(() -> Problem.invalid("pointId", form.pointId(), "the id of a point of yours"));
        var device = form.device(point, user.division(), realms.usual());
        if (!divisions.sees(user, divisions.get(device.division()).code())) {
            throw Problem.invalid("division", device.division(), "a division under your own");
        }
        return device;
    }

    /** A maintenance that is over already would leave the device in service at once, against what was meant. */
    private void mustEndLater(@Nullable Instant until, @Nullable Instant before) {
        if (until != null && !until.equals(before) && !until.isAfter(clock.instant())) {
            throw Problem.invalid("until", until, "an end of the maintenance after now (维护结束时间须晚于现在)");
        }
    }

    @PostMapping("/{id}/credentials")
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<Login> credentials(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        get(user, id);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new Login(id, registry.issueCredentials(id, user.username())));
    }

    /** For one that was lost or stolen; what it has open at the broker ends. */
    @DeleteMapping("/{id}/credentials")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeCredentials(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        get(user, id);
        if (!registry.revokeCredentials(id, user.username())) {
            throw Problem.notFound("login of device", id);
        }
    }

    /** Where a model asks for one. It is told to nobody again. */
    @PutMapping("/{id}/apikey")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void apikey(@AuthenticationPrincipal CurrentUser user, @PathVariable String id, @RequestBody Key key) {
        get(user, id);
        registry.saveApikey(id, key.apikey(), user.username());
    }
}
