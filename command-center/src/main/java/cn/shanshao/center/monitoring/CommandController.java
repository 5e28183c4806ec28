package cn.shanshao.center.monitoring;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Realm;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** Commands to a device, and its answers. */
@RestController
@RequestMapping("/api/v1/devices/{id}/commands")
class CommandController {
    private static final int USUAL_S = 60;
    private static final int LONGEST_S = 86_400;

    private final CommandDesk desk;
    private final Orders orders;
    private final Registry registry;
    private final Divisions divisions;

    CommandController(CommandDesk desk, Orders orders, Registry registry, Divisions divisions) {
        this.desk = desk;
        this.orders = orders;
        this.registry = registry;
        this.divisions = divisions;
    }

    /**
     * @param realm of what is heard; the usual one when it is missing
     * @param expiresIn seconds
     */
    record Form(
            @NotNull @JsonProperty("do") String action,
            @Nullable Map<String, @NotNull String> args,
            @Nullable Realm realm,
            @Nullable @Min(1) @Max(LONGEST_S) Integer expiresIn) {}

    /** The last of them, newest first. */
    @GetMapping
    List<Order> list(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        return orders.of(seen(user, id).id());
    }

    /** Answers when the broker has it; what the device says to it is told by {@link #list}. */
    @PostMapping
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    @ResponseStatus(HttpStatus.ACCEPTED)
    Order give(@AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody Form form) {
        var device = seen(user, id);
        var action = Action.find(form.action())
                .orElseThrow(() -> Problem.invalid("do", form.action(), "one of " + Action.words()));
        user.mustBe(action.roles(device.realm()));
        return desk.give(
                device,
                action,
                Objects.requireNonNullElse(form.args(), Map.of()),
                form.realm(),
                Duration.ofSeconds(Objects.requireNonNullElse(form.expiresIn(), USUAL_S)),
                user.username());
    }

    private Device seen(CurrentUser user, String id) {
        var device = registry.getDevice(id);
        divisions.mustSee(user, device.division(), "device", id);
        return device;
    }
}
