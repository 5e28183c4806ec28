package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What may happen at a point of the exercise by itself. */
@RestController
@RequestMapping("/api/v1/points/{point}/standing-orders")
class StandingOrderController {
    private final Registry registry;
    private final StandingOrders orders;
    private final Divisions divisions;

    StandingOrderController(Registry registry, StandingOrders orders, Divisions divisions) {
        this.registry = registry;
        this.orders = orders;
        this.divisions = divisions;
    }

    /**
     * @param level from which on
     * @param sirens ids of devices of the point
     */
    record Form(
            @NotNull Level level,
            @NotEmpty Set<@NotNull AlertKind> kinds,
            @NotNull Instant until,
            @NotEmpty @Size(max = 20) List<@NotNull String> sirens) {}

    @GetMapping
    List<StandingOrder> list(@AuthenticationPrincipal CurrentUser user, @PathVariable String point) {
        return seen(user, point).standingOrders();
    }

    @PutMapping("/{id}")
    @OnlyFor(Role.ADMINISTRATOR)
    StandingOrder give(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String point,
            @PathVariable String id,
            @Valid @RequestBody Form form) {
        seen(user, point);
        var order = new StandingOrder(id, form.level(), form.kinds(), form.until(), form.sirens());
        return orders.give(point, order, user.username());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @OnlyFor(Role.ADMINISTRATOR)
    void withdraw(@AuthenticationPrincipal CurrentUser user, @PathVariable String point, @PathVariable String id) {
        seen(user, point);
        if (!orders.withdraw(point, id, user.username())) {
            throw Problem.notFound("standing order", id);
        }
    }

    private HazardPoint seen(CurrentUser user, String id) {
        var point = registry.getPoint(id);
        divisions.mustSee(user, point.division(), "point", id);
        return point;
    }
}
