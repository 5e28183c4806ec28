package cn.shanshao.center.identity;

import cn.shanshao.center.identity.Cover.Gap;
import cn.shanshao.center.identity.DutyStore.Alarm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is on duty (值班表), and for which time of the next 24 h nobody is. A division keeps a roster from its first shift
 * on; one that has none is not missed.
 */
@Component
public class DutyRoster {
    private static final Logger LOG = LoggerFactory.getLogger(DutyRoster.class);
    static final Duration AHEAD = Duration.ofHours(24);
    /** Who has to reach the officer on duty at any hour. */
    private static final Set<Role> RINGS = Set.of(Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.CREW);

    private final DutyStore store;
    private final AccountStore accounts;
    private final Divisions divisions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DutyRoster(
            DutyStore store,
            AccountStore accounts,
            Divisions divisions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.divisions = divisions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Somebody who is on duty.
     *
     * @param deputy in the place of an officer who is on leave
     * @param phone the telephone of the duty (值班电话), masked unless the reader may ring it; {@code null} when it is not
     *     known
     * @param until when the shift ends
     */
    public record OnDuty(
            String username, String displayName, @Nullable String phone, String shift, boolean deputy, Instant until) {
        /** Without the person, so that neither name nor number ends in a log. */
        @Override
        public String toString() {
            return "OnDuty[%s]".formatted(username);
        }
    }

    /**
     * Empty when nobody is.
     *
     * @param reader whose role says whether the numbers are to be rung
     */
    @Transactional(readOnly = true)
    public List<OnDuty> now(String division, CurrentUser reader) {
        var now = clock.instant();
        return store.cover(division, now, now.plusMillis(1)).at(now).stream()
                .map(present -> onDuty(present, accounts.find(present.username()), reader))
                .toList();
    }

    private static OnDuty onDuty(Cover.Present present, Optional<Account> account, CurrentUser reader) {
        return new OnDuty(
                present.username(),
                account.map(Account::displayName).orElse(present.username()),
                account.map(RINGS.contains(reader.role()) ? Account::phone : Account::maskedPhone)
                        .orElse(null),
                present.shift().id(),
                present.isDeputy(),
                present.shift().ends());
    }

    /** Officers in whose place somebody is on duty now, since they are on leave. */
    @Transactional(readOnly = true)
    public Set<String> standsInFor(String username) {
        return standIns(username)
                .filter(p -> p.username().equals(username))
                .map(present -> String.valueOf(present.shift().officer()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Who is on duty now in the place of an officer who is on leave. */
    @Transactional(readOnly = true)
    public Set<String> deputiesOf(String officer) {
        return standIns(officer)
                .filter(p -> officer.equals(p.shift().officer()))
                .map(Cover.Present::username)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<Cover.Present> standIns(String username) {
        var now = clock.instant();
        return store.rostersWith(username, now).stream()
                .flatMap(division -> store.cover(division, now, now.plusMillis(1)).at(now).stream())
                .filter(present -> present.isDeputy() && present.shift().officer() != null);
    }

    /** Logins of those who are on duty; empty when nobody is. */
    @Transactional(readOnly = true)
    public List<String> officers(String division) {
        var now = clock.instant();
        return store.cover(division, now, now.plusMillis(1)).at(now).stream()
                .map(Cover.Present::username)
                .distinct()
                .toList();
    }

    /** What nobody covers from now on for 24 h; none where no roster is kept. */
    List<Gap> gaps(String division) {
        if (!store.kept().contains(division)) {
            return List.of();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return store.cover(division, now, now.plus(AHEAD)).gaps(now, now.plus(AHEAD));
    }

    @Scheduled(
            initialDelayString = "${shanshao.identity.duty-check:1m}",
            fixedDelayString = "${shanshao.identity.duty-check:1m}")
    @Transactional
    public void look() {
        var now = clock.instant();
        for (var division : divisions.list()) {
            var gaps = gaps(division.code());
            var open = store.openAlarms(List.of(division.code()));
            for (var gap : gaps) {
                open.stream()
                        .filter(alarm -> alarm.gap().touches(gap))
                        .findFirst()
                        .ifPresentOrElse(alarm -> store.reach(alarm.id(), gap), () -> raise(division.code(), gap, now));
            }
            open.stream()
                    .filter(alarm -> gaps.stream().noneMatch(alarm.gap()::touches))
                    .forEach(alarm -> store.clear(alarm.id(), now));
        }
    }

    private void raise(String division, Gap gap, Instant now) {
        store.add(new Alarm(UUID.randomUUID().toString(), division, gap.from(), gap.to(), now));
        LOG.warn("nobody is on duty in {} from {} to {}", division, gap.from(), gap.to());
        events.publishEvent(new SlotUnfilled(division, gap.from(), gap.to()));
    }
}
