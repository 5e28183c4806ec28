package cn.shanshao.center.identity;

import cn.shanshao.center.China;
import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.Cover.Gap;
import cn.shanshao.center.identity.DutyStore.Alarm;
import cn.shanshao.center.identity.DutyStore.Handover;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
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

/** The duty roster (值班表): everybody reads it, administrators write it, who is on duty hands over. */
@RestController
@RequestMapping("/api/v1/duty")
@Transactional
class DutyController {
    /** Of the times of day in a rota. */
    private static final Duration LONGEST = Duration.ofHours(48);

    private static final Duration FARTHEST = Duration.ofDays(400);
    private static final int MOST = 1000;
    private static final int MOST_NIGHTS = 92;

    private final DutyStore store;
    private final DutyRoster roster;
    private final AccountStore accounts;
    private final Divisions divisions;
    private final Handovers handovers;
    private final OnCall onCall;
    private final Audit audit;
    private final Clock clock;

    DutyController(
            DutyStore store,
            DutyRoster roster,
            AccountStore accounts,
            Divisions divisions,
            Handovers handovers,
            OnCall onCall,
            Audit audit,
            Clock clock) {
        this.handovers = handovers;
        this.onCall = onCall;
        this.store = store;
        this.roster = roster;
        this.accounts = accounts;
        this.divisions = divisions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param division needed for a new shift; of another one it stays
     * @param version that the caller has seen; only a change needs it
     * @param ends at most 48 h after {@code begins}
     */
    record ShiftForm(
            @Nullable String division,
            @Nullable Long version,
            @NotNull Instant begins,
            @NotNull Instant ends,
            @Nullable String officer,
            @Nullable String deputy) {}

    /**
     * A shift of the same times of day, day after day, the officers in turn.
     *
     * @param first day on which the first one begins
     * @param begins time of day in China
     * @param ends time of day in China; not after {@code begins}: of the next day
     */
    record RotaForm(
            @NotNull String division,
            @NotNull LocalDate first,
            @NotNull @Min(1) @Max(MOST_NIGHTS) Integer days,
            @NotNull LocalTime begins,
            @NotNull LocalTime ends,
            @NotEmpty @Size(max = MOST_NIGHTS) List<@NotNull String> officers,
            @Nullable String deputy) {}

    record LeaveForm(
            @NotNull String username,
            @NotNull Instant begins,
            @NotNull Instant ends) {}

    record HandoverForm(
            @NotNull String division,
            @NotNull String taker,
            @NotNull @Size(min = 1, max = 4000) String notes) {}

    /**
     * @param on whoever is on duty; empty when nobody is
     * @param gaps what nobody covers from now on for 24 h
     */
    record Now(String division, Instant at, List<DutyRoster.OnDuty> on, List<Gap> gaps) {}

    /** Who is on now, in one call. */
    @GetMapping("/now")
    @Transactional(readOnly = true)
    Now now(@AuthenticationPrincipal CurrentUser user, @RequestParam(required = false) @Nullable String division) {
        var where = seen(user, division);
        return new Now(where, clock.instant(), roster.now(where, user), roster.gaps(where));
    }

    /**
     * Who would be rung now if nobody took a warning of the division on: its own turn, and those of the divisions above.
     *
     * @param people how many; nobody's name, for it reaches beyond the reader's division
     */
    record Turns(String division, String name, int people, OnCall.@Nullable Lack lack) {}

    @GetMapping("/calls")
    @Transactional(readOnly = true)
    List<Turns> calls(
            @AuthenticationPrincipal CurrentUser user, @RequestParam(required = false) @Nullable String division) {
        return onCall.upwards(seen(user, division)).stream()
                .map(turn -> new Turns(
                        turn.division(),
                        divisions.find(turn.division()).map(Division::name).orElse(turn.division()),
                        turn.usernames().size(),
                        turn.lack()))
                .toList();
    }

    /** The times of the next 24 h that nobody covers, as they were noticed; of the division and all below. */
    @GetMapping("/alarms")
    @Transactional(readOnly = true)
    List<Alarm> alarms(@AuthenticationPrincipal CurrentUser user) {
        return store.openAlarms(divisions.under(user.division()));
    }

    @GetMapping("/shifts")
    @Transactional(readOnly = true)
    List<Shift> shifts(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(required = false) @Nullable String division,
            @RequestParam Instant from,
            @RequestParam Instant to) {
        if (!to.isAfter(from) || to.isAfter(from.plus(FARTHEST))) {
            throw Problem.badParameter("to", to, "after from, by at most %d days".formatted(FARTHEST.toDays()));
        }
        return store.shifts(divisions.under(seen(user, division)), from, to, MOST);
    }

    @PostMapping("/shifts")
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<Shift> add(@AuthenticationPrincipal CurrentUser user, @Valid @RequestBody ShiftForm form) {
        var shift = new Shift(
                UUID.randomUUID().toString(),
                1,
                own(user, form.division()),
                form.begins(),
                form.ends(),
                form.officer(),
                form.deputy());
        return ResponseEntity.status(HttpStatus.CREATED).body(add(user, shift));
    }

    /** All of them, or none. */
    @PostMapping("/rota")
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<List<Shift>> rota(@AuthenticationPrincipal CurrentUser user, @Valid @RequestBody RotaForm form) {
        var division = own(user, form.division());
        var made = IntStream.range(0, form.days())
                .mapToObj(i -> {
                    var day = form.first().plusDays(i);
                    var last = form.ends().isAfter(form.begins()) ? day : day.plusDays(1);
                    return new Shift(
                            UUID.randomUUID().toString(),
                            1,
                            division,
                            day.atTime(form.begins()).atZone(China.ZONE).toInstant(),
                            last.atTime(form.ends()).atZone(China.ZONE).toInstant(),
                            form.officers().get(i % form.officers().size()),
                            form.deputy());
                })
                .map(shift -> add(user, shift))
                .toList();
        return ResponseEntity.status(HttpStatus.CREATED).body(made);
    }

    private Shift add(CurrentUser user, Shift shift) {
        check(shift);
        store.add(shift);
        audit.record(Act.of(user.username(), "shift.save", shift.id())
                .in(shift.division())
                .changing(null, shift));
        return shift;
    }

    @PutMapping("/shifts/{id}")
    @OnlyFor(Role.ADMINISTRATOR)
    Shift change(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody ShiftForm form) {
        var before = seenShift(user, id);
        var version = Objects.requireNonNullElse(form.version(), 0L);
        var shift =
                new Shift(id, version, before.division(), form.begins(), form.ends(), form.officer(), form.deputy());
        check(shift);
        if (!store.change(shift)) {
            throw Problem.conflict("shift %s is in version %d by now, you changed version %d"
                    .formatted(id, before.version(), version));
        }
        var after = store.shift(id).orElseThrow();
        audit.record(
                Act.of(user.username(), "shift.save", id).in(before.division()).changing(before, after));
        return after;
    }

    @DeleteMapping("/shifts/{id}")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeShift(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        var before = seenShift(user, id);
        store.removeShift(id);
        audit.record(Act.of(user.username(), "shift.remove", id)
                .in(before.division())
                .changing(before, null));
    }

    @GetMapping("/leaves")
    @Transactional(readOnly = true)
    List<Leave> leaves(@AuthenticationPrincipal CurrentUser user) {
        return store.leaves(divisions.under(user.division()), clock.instant(), MOST);
    }

    @PostMapping("/leaves")
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<Leave> addLeave(@AuthenticationPrincipal CurrentUser user, @Valid @RequestBody LeaveForm form) {
        var account = seenAccount(user, form.username());
        mustEndAfter(form.begins(), form.ends(), FARTHEST);
        var leave = new Leave(UUID.randomUUID().toString(), form.username(), form.begins(), form.ends());
        store.add(leave);
        audit.record(Act.of(user.username(), "leave.save", leave.id())
                .in(account.division())
                .changing(null, leave));
        return ResponseEntity.status(HttpStatus.CREATED).body(leave);
    }

    @DeleteMapping("/leaves/{id}")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeLeave(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        var leave = store.leave(id).orElseThrow(() -> Problem.notFound("leave", id));
        var account = accounts.find(leave.username())
                .filter(a -> divisions.sees(user, a.division()))
                .orElseThrow(() -> Problem.notFound("leave", id));
        store.removeLeave(id);
        audit.record(Act.of(user.username(), "leave.remove", id)
                .in(account.division())
                .changing(leave, null));
    }

    /** Newest first. */
    @GetMapping("/handovers")
    @Transactional(readOnly = true)
    List<Handover> handovers(@AuthenticationPrincipal CurrentUser user, @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badParameter("limit", limit, "1 to " + MOST);
        }
        return store.handovers(divisions.under(user.division()), limit);
    }

    /** What goes over to the next shift: everything that is open in the division and below. */
    @GetMapping("/open")
    @Transactional(readOnly = true)
    List<OpenMatter> open(
            @AuthenticationPrincipal CurrentUser user, @RequestParam(required = false) @Nullable String division) {
        return handovers.open(seen(user, division));
    }

    /** The caller wants to go, {@code taker} is to stay; what is open is noted with it. */
    @PostMapping("/handovers")
    @OnlyFor({Role.ADMINISTRATOR, Role.DUTY, Role.SIGNER})
    ResponseEntity<Handover> handOver(
            @AuthenticationPrincipal CurrentUser user, @Valid @RequestBody HandoverForm form) {
        var division = own(user, form.division());
        mustServe("taker", form.taker(), division);
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(handovers.give(user, division, form.taker(), form.notes()));
    }

    /** Those that wait for the caller to take them, and those of the caller that nobody has taken yet. */
    @GetMapping("/handovers/waiting")
    @OnlyFor({Role.ADMINISTRATOR, Role.DUTY, Role.SIGNER})
    @Transactional(readOnly = true)
    List<Handover> waiting(@AuthenticationPrincipal CurrentUser user) {
        return handovers.waiting(user);
    }

    /** The caller is on duty from now on (接班). */
    @PostMapping("/handovers/{id}/accept")
    @OnlyFor({Role.ADMINISTRATOR, Role.DUTY, Role.SIGNER})
    Handover take(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        return handovers.take(user, id);
    }

    /** The caller stays on duty after all. */
    @DeleteMapping("/handovers/{id}")
    @OnlyFor({Role.ADMINISTRATOR, Role.DUTY, Role.SIGNER})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        handovers.withdraw(user, id);
    }

    private void check(Shift shift) {
        mustEndAfter(shift.begins(), shift.ends(), LONGEST);
        mustServe("officer", shift.officer(), shift.division());
        mustServe("deputy", shift.deputy(), shift.division());
        if (shift.deputy() != null && shift.deputy().equals(shift.officer())) {
            throw Problem.invalid("deputy", shift.deputy(), "somebody else than the officer");
        }
    }

    private static void mustEndAfter(Instant begins, Instant ends, Duration longest) {
        if (!ends.isAfter(begins) || ends.isAfter(begins.plus(longest))) {
            throw Problem.invalid("ends", ends, "after %s, by at most %d h".formatted(begins, longest.toHours()));
        }
    }

    /** Of the division itself or of one above, and allowed to act on an alert. */
    private void mustServe(String field, @Nullable String username, String division) {
        if (username == null) {
            return;
        }
        accounts.findLive(username)
                .filter(a -> a.role() == Role.DUTY || a.role() == Role.SIGNER || a.role() == Role.ADMINISTRATOR)
                .filter(a -> divisions.isUnder(division, a.division()))
                .orElseThrow(() -> Problem.invalid(
                        field, username, "a duty officer, signer or administrator of %s or above".formatted(division)));
    }

    private Account seenAccount(CurrentUser user, String username) {
        return accounts.find(username)
                .filter(a -> divisions.sees(user, a.division()))
                .orElseThrow(() -> Problem.invalid("username", username, "a user of your division"));
    }

    private Shift seenShift(CurrentUser user, String id) {
        var shift = store.shift(id).orElseThrow(() -> Problem.notFound("shift", id));
        divisions.mustSee(user, shift.division(), "shift", id);
        return shift;
    }

    private String seen(CurrentUser user, @Nullable String division) {
        var where = Objects.requireNonNullElse(division, user.division());
        divisions.mustSee(user, where, "division", where);
        return where;
    }

    private String own(CurrentUser user, @Nullable String division) {
        var where = divisions
                .get(Objects.requireNonNullElse(division, user.division()))
                .code();
        if (!divisions.sees(user, where)) {
            throw Problem.invalid("division", division, "a division under your own");
        }
        return where;
    }
}
