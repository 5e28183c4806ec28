package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.EventConfig;
import cn.shanshao.ingest.wire.Topics;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
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

/** Earthquakes, by whose place and time limits of rain are lowered. They hold everywhere, so the province notes them. */
@RestController
@RequestMapping("/api/v1/earthquakes")
class EarthquakeController {
    private final Earthquakes earthquakes;

    EarthquakeController(Earthquakes earthquakes) {
        this.earthquakes = earthquakes;
    }

    record Form(
            @NotNull Instant at,
            @NotNull @DecimalMin("-180") @DecimalMax("180") Double lon,
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double lat,
            @NotNull @DecimalMin("0") @DecimalMax("10") Double magnitude) {}

    /** Newest first. */
    @GetMapping
    List<EventConfig> list() {
        return earthquakes.all();
    }

    @PutMapping("/{id}")
    @OnlyFor(value = Role.ADMINISTRATOR, ofRoot = true)
    EventConfig put(@AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody Form form) {
        if (!Topics.isId(id)) {
            throw Problem.invalid("id", id, "[A-Za-z0-9_-]{1,64}");
        }
        var quake = new EventConfig(id, EventConfig.EARTHQUAKE, form.at(), form.lon(), form.lat(), form.magnitude());
        earthquakes.note(quake, user.username());
        return quake;
    }

    /** It was none, or counts no more. */
    @DeleteMapping("/{id}")
    @OnlyFor(value = Role.ADMINISTRATOR, ofRoot = true)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        if (!earthquakes.withdraw(id, user.username())) {
            throw Problem.notFound("earthquake", id);
        }
    }
}
