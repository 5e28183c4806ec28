package cn.shanshao.center.rules;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.rules.StoredRecords.Mask;
import cn.shanshao.detect.report.PointReport;
import cn.shanshao.detect.report.Report;
import cn.shanshao.detect.report.RuleSet;
import cn.shanshao.ingest.wire.Channels;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.WireException;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Back-tests (回溯检验): what rules would have said of what is stored. Nothing is changed by one. */
@RestController
class BackTestController {
    static final Duration LONGEST = Duration.ofDays(3_700);
    static final int MOST_SAMPLES = 200_000;
    static final int MOST_RULES = 20;
    private static final Duration LONGEST_RUN = Duration.ofSeconds(30);
    private static final int RETRY = 10;
    private static final double LONGEST_WINDOW = 8_784;

    private final StoredRecords records;
    private final Rules rules;
    private final Registry registry;
    private final Divisions divisions;
    private final BackTestSeats seats;
    private final Clock clock;

    BackTestController(
            StoredRecords records,
            Rules rules,
            Registry registry,
            Divisions divisions,
            BackTestSeats seats,
            Clock clock) {
        this.records = records;
        this.rules = rules;
        this.registry = registry;
        this.divisions = divisions;
        this.seats = seats;
        this.clock = clock;
    }

    /** One channel that is to be tested. */
    private record Wish(Device device, String quantity, RuleSet rules) {}

    /**
     * What came of one channel.
     *
     * @param masks registered spans in the record that were left out
     */
    record Tested(
            String deviceId,
            List<DeviceConfig.Mask> masks,
            @JsonUnwrapped Report report) {}

    /**
     * What came of all.
     *
     * @param point what the point as a whole would have been told as; empty for one channel alone
     */
    record Answer(List<Tested> channels, List<PointReport.Spell> point) {}

    @PostMapping("/api/v1/backtests")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT})
    Answer test(@AuthenticationPrincipal CurrentUser user, @Valid @RequestBody BackTestForm form) {
        span(form);
        fewRules(form.rule());
        var events = Objects.requireNonNullElse(form.events(), List.<Instant>of());
        var window = window(form);
        var masks = Objects.requireNonNullElse(form.mask(), List.<BackTestForm.Span>of()).stream()
                .map(span -> new Mask(span.from(), span.to()))
                .toList();
        var wishes = wishes(user, form);
        return seats.seated(() -> {
            bounded(wishes, form);
            var limit = clock.instant().plus(LONGEST_RUN);
            var channels = new ArrayList<Tested>();
            for (var wish : wishes) {
                inTime(limit);
                var record = records.read(wish.device(), wish.quantity(), form.from(), form.to(), masks, MOST_SAMPLES);
                var usual = window == null ? wish.rules().usualWindow() : window;
                channels.add(new Tested(
                        wish.device().id(),
                        masks(wish, form),
                        Report.of(record, wish.rules(), events, usual, () -> inTime(limit))));
            }
            return new Answer(channels, point(form, wishes, channels, () -> inTime(limit)));
        });
    }

    private static List<DeviceConfig.Mask> masks(Wish wish, BackTestForm form) {
        return wish.device().channel(wish.quantity()).stream()
                .flatMap(channel -> channel.masks().stream())
                .filter(mask -> mask.from().isBefore(form.to())
                        && (mask.to() == null || mask.to().isAfter(form.from())))
                .toList();
    }

    private List<PointReport.Spell> point(
            BackTestForm form, List<Wish> wishes, List<Tested> channels, Runnable mayGoOn) {
        if (form.pointId() == null || form.quantity() != null) {
            return List.of();
        }
        var courses = IntStream.range(0, wishes.size())
                .mapToObj(i -> course(wishes.get(i), channels.get(i).report()))
                .toList();
        var flow = registry.findPoint(form.pointId()).map(HazardPoint::flow).orElse(null);
        return PointReport.of(courses, flow, form.to(), mayGoOn);
    }

    private static PointReport.Course course(Wish wish, Report report) {
        var device = wish.device();
        return new PointReport.Course(device.id(), device.gateway(), device.power(), wish.quantity(), report.phases());
    }

    /** A seat is not held for ever. */
    private void inTime(Instant limit) {
        if (clock.instant().isAfter(limit)) {
            throw Problem.busy(
                    "the back-test takes more than %d s: ask for a shorter span or fewer channels"
                            .formatted(LONGEST_RUN.toSeconds()),
                    RETRY);
        }
    }

    private static void span(BackTestForm form) {
        if (!form.from().isBefore(form.to())) {
            throw Problem.invalid("from", form.from(), "a time before to, which is " + form.to());
        }
        if (Duration.between(form.from(), form.to()).compareTo(LONGEST) > 0) {
            throw Problem.invalid("from", form.from(), "at most %d days before to".formatted(LONGEST.toDays()));
        }
    }

    private static void fewRules(@Nullable Object rule) {
        if (rule instanceof List<?> many && many.size() > MOST_RULES) {
            throw Problem.invalid("rule", many.size() + " rules", "at most " + MOST_RULES);
        }
    }

    private static @Nullable Duration window(BackTestForm form) {
        var hours = form.windowHours();
        if (hours == null) {
            return null;
        }
        if (!(hours > 0 && hours <= LONGEST_WINDOW)) {
            throw Problem.invalid("windowHours", hours, "more than 0, at most " + LONGEST_WINDOW);
        }
        return Duration.ofMillis(Math.round(hours * 3_600_000));
    }

    private void bounded(List<Wish> wishes, BackTestForm form) {
        var readings = wishes.stream()
                .mapToLong(wish -> records.count(wish.device(), wish.quantity(), form.from(), form.to()))
                .sum();
        if (readings > MOST_SAMPLES) {
            throw Problem.invalid(
                    "from",
                    form.from(),
                    "a span with at most %d readings; this one has %d".formatted(MOST_SAMPLES, readings));
        }
    }

    private List<Wish> wishes(CurrentUser user, BackTestForm form) {
        if ((form.pointId() == null) == (form.deviceId() == null)) {
            throw Problem.invalid("pointId", form.pointId(), "a point, or else deviceId and quantity");
        }
        return form.pointId() == null ? ofDevice(user, form, form.deviceId()) : ofPoint(user, form, form.pointId());
    }

    private List<Wish> ofDevice(CurrentUser user, BackTestForm form, @Nullable String id) {
        var device = registry.findDevice(String.valueOf(id))
                .filter(known -> divisions.sees(user, known.division()))
                .orElseThrow(() -> Problem.notFound("device", String.valueOf(id)));
        var quantity = Channels.normal(Objects.requireNonNullElse(form.quantity(), ""))
                .filter(name -> device.channel(name).isPresent())
                .orElseThrow(() -> Problem.invalid("quantity", form.quantity(), "one of " + quantities(device)));
        var set = rules(form, device, quantity);
        if (set == null) {
            throw Problem.invalid(
                    "rule", null, "a rule: none is in force for %s, and it has no default".formatted(quantity));
        }
        return List.of(new Wish(device, quantity, set));
    }

    private static List<String> quantities(Device device) {
        return device.channels().stream().map(channel -> channel.quantity()).toList();
    }

    /** Channels that no rule looks at are left out. */
    private List<Wish> ofPoint(CurrentUser user, BackTestForm form, String id) {
        var point = registry.findPoint(id)
                .filter(known -> divisions.sees(user, known.division()))
                .orElseThrow(() -> Problem.notFound("point", id));
        var wishes = new ArrayList<Wish>();
        for (var device : registry.devicesOf(point.id())) {
            for (var quantity : quantities(device)) {
                if (form.quantity() == null || form.quantity().equals(quantity)) {
                    var set = rules(form, device, quantity);
                    if (set != null) {
                        wishes.add(new Wish(device, quantity, set));
                    }
                }
            }
        }
        if (wishes.isEmpty()) {
            throw Problem.invalid("pointId", id, "a point with a channel that a rule looks at");
        }
        return wishes;
    }

    /** Limits of rain were lower on days after an earthquake. */
    private @Nullable RuleSet rules(BackTestForm form, Device device, String quantity) {
        var set = plainRules(form, device, quantity);
        var point = device.pointId() == null
                ? null
                : registry.findPoint(device.pointId()).orElse(null);
        return set == null || point == null ? set : set.noted(point.lon(), point.lat(), registry.earthquakes());
    }

    private @Nullable RuleSet plainRules(BackTestForm form, Device device, String quantity) {
        if (form.rule() != null) {
            return read(form.rule(), quantity);
        }
        var kind = device.pointId() == null
                ? null
                : registry.findPoint(device.pointId()).map(HazardPoint::kind).orElse(null);
        var inForce = inForce(rules.all().stream()
                .filter(rule -> rule.appliesTo().covers(quantity, device.id(), device.pointId(), kind))
                .toList());
        return inForce.isEmpty() ? RuleSet.ofDefaults(quantity) : RuleSet.of(inForce);
    }

    /** Those that can alert: no shadow, and none whose place another takes on this channel. */
    private static List<RuleConfig> inForce(List<RuleConfig> covering) {
        var live = covering.stream().filter(rule -> !rule.shadow()).toList();
        return live.stream()
                .filter(rule -> live.stream().noneMatch(other -> rule.id().equals(other.replaces())))
                .toList();
    }

    private static RuleSet read(Object rule, String quantity) {
        try {
            return RuleSet.read(Json.write(rule), quantity);
        } catch (IllegalArgumentException | WireException e) {
            throw Problem.invalid("rule", null, String.valueOf(e.getMessage()));
        }
    }
}
