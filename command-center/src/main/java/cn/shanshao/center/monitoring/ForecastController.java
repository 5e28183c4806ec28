package cn.shanshao.center.monitoring;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.RainForecast;
import cn.shanshao.ingest.wire.Topics;
import java.util.List;
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

    private final LiveFeed feed;
    private final Divisions divisions;

    ForecastController(LiveFeed feed, Divisions divisions) {
        this.feed = feed;
        this.divisions = divisions;
    }

    /** Takes the place of what the source said before. */
    @PutMapping("/api/v1/forecasts/{source}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(@AuthenticationPrincipal CurrentUser user, @PathVariable String source, @RequestBody RainForecast forecast)
            throws InterruptedException {
        user.mustBe(Role.ADMINISTRATOR);
        if (!divisions.isTop(user.division())) {
            throw Problem.forbidden("a forecast speaks of divisions beyond your own");
        }
        if (!Topics.isId(source) || !source.equals(forecast.source())) {
            throw Problem.invalid("source", forecast.source(), source + ", [A-Za-z0-9_-]{1,64}");
        }
        if (forecast.issuedAt() == null) {
            throw Problem.invalid("issuedAt", null, "when it was issued");
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
    }
}
