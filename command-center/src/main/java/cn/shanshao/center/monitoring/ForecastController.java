package cn.shanshao.center.monitoring;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.RainForecast;
import cn.shanshao.ingest.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Forecast rain for the job. The broker keeps the newest of each source; nothing of it is stored here. */
@RestController
class ForecastController {
    private static final long PATIENCE = 10;
    private static final int MOST_INTERVALS = 20_000;

    /** By so much may the clock of who enters it be fast. */
    private static final Duration FAST = Duration.ofMinutes(5);

    private final LiveFeed feed;
    private final Divisions divisions;
    private final Audit audit;
    private final Clock clock;

    ForecastController(LiveFeed feed, Divisions divisions, Audit audit, Clock clock) {
        this.feed = feed;
        this.divisions = divisions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Takes the place of what the source said before. Administrators of the province name any source; others enter, as the
     * source that they are, what is expected in the divisions under their own.
     */
    @PutMapping("/api/v1/forecasts/{source}")
    @OnlyFor({Role.ADMINISTRATOR, Role.DUTY, Role.EXPERT})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(@AuthenticationPrincipal CurrentUser user, @PathVariable String source, @RequestBody RainForecast forecast)
            throws InterruptedException {
        var namesAny = user.role() == Role.ADMINISTRATOR && divisions.isTop(user.division());
        if (!namesAny) {
            mustSpeakOfItsOwn(user, forecast);
        }
        if (!Topics.isId(source) || !source.equals(forecast.source())) {
            throw Problem.invalid("source", forecast.source(), source + ", [A-Za-z0-9_-]{1,64}");
        }
        if (forecast.issuedAt() == null) {
            throw Problem.invalid("issuedAt", null, "when it was issued");
        }
        if (!namesAny) {
            mustSpeakForItself(user, forecast);
        }
        var many = forecast.divisions().values().stream().mapToInt(List::size).sum();
        if (many > MOST_INTERVALS) {
            throw Problem.invalid("divisions", many, "at most %d intervals".formatted(MOST_INTERVALS));
        }
        try {
            feed.expect(forecast).get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw Problem.busy("the broker cannot be reached, so nobody has heard of this forecast", PATIENCE);
        }
        audit.record(Act.of(user.username(), "forecast.enter", source)
                .in(user.division())
                .telling(Map.of("issuedAt", forecast.issuedAt().toString(), "intervals", many)));
    }

    private void mustSpeakOfItsOwn(CurrentUser user, RainForecast forecast) {
        for (var division : forecast.divisions().keySet()) {
            if (!divisions.isUnder(division, user.division())) {
                throw Problem.invalid("divisions", division, "divisions under " + user.division());
            }
        }
    }

    /** Nobody takes the place of another source; and of several the one issued last counts, so none is of tomorrow. */
    private void mustSpeakForItself(CurrentUser user, RainForecast forecast) {
        var own = user.division() + "-" + user.role().name().toLowerCase(Locale.ROOT);
        if (!forecast.source().equals(own)) {
            throw Problem.invalid("source", forecast.source(), own);
        }
        var latest = clock.instant().plus(FAST);
        if (forecast.issuedAt().isAfter(latest)) {
            throw Problem.invalid("issuedAt", forecast.issuedAt(), "not later than " + latest);
        }
    }
}
