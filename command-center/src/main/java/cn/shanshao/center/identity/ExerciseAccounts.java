package cn.shanshao.center.identity;

import cn.shanshao.center.China;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import java.time.Clock;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Logins of made-up people with whom an exercise is played. They may sign as real ones do, so whoever starts the system
 * locks them where no exercise is played.
 */
@Component
@Transactional
public class ExerciseAccounts {
    private static final String SYSTEM = "system";
    private static final LocalTime TURN = LocalTime.of(8, 0);

    private final AccountStore accounts;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Passwords passwords;
    private final DutyStore duty;
    private final Audit audit;
    private final Clock clock;

    ExerciseAccounts(
            AccountStore accounts,
            Sessions sessions,
            Tokens tokens,
            Passwords passwords,
            DutyStore duty,
            Audit audit,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.passwords = passwords;
        this.duty = duty;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A made-up person.
     *
     * @param phone a number that nobody can have
     */
    public record Player(String username, String displayName, String phone, Role role, String division) {
        /** Without the number, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Player[%s, %s of %s]".formatted(username, role, division);
        }
    }

    /** Whether the player gets in with that password; a login that is there stays as it is. */
    public boolean add(Player player, String password) {
        var account = new Account(
                player.username(),
                0,
                player.displayName(),
                player.phone(),
                passwords.hash(password),
                player.role(),
                player.division(),
                true,
                null,
                false);
        if (!accounts.add(account)) {
            return accounts.find(player.username())
                    .filter(held -> passwords.matches(password, held))
                    .isPresent();
        }
        audit.record(Act.of(SYSTEM, "account.make", player.username())
                .in(player.division())
                .changing(null, account.told()));
        return true;
    }

    /** Nobody of them gets in any more, and whoever is in is out. */
    public void lock(Collection<String> usernames) {
        let(usernames, false);
        usernames.forEach(username -> {
            sessions.endAllOf(username);
            tokens.dropAllOf(username);
        });
    }

    /** They get in again, with the passwords that they had. */
    public void unlock(Collection<String> usernames) {
        let(usernames, true);
    }

    private void let(Collection<String> usernames, boolean in) {
        usernames.stream()
                .map(accounts::find)
                .flatMap(Optional::stream)
                .filter(account -> account.enabled() != in)
                .forEach(before -> {
                    var after = new Account(
                            before.username(),
                            before.version(),
                            before.displayName(),
                            before.phone(),
                            before.password(),
                            before.role(),
                            before.division(),
                            in,
                            before.validUntil(),
                            before.once());
                    if (!accounts.change(after)) {
                        throw new IllegalStateException(
                                "user %s was changed by somebody else meanwhile".formatted(before.username()));
                    }
                    audit.record(Act.of(SYSTEM, "account.change", before.username())
                            .in(before.division())
                            .changing(before.told(), after.told()));
                });
    }

    /**
     * Puts them on duty from now on, each day from eight to eight; a day on which somebody of the division is planned for
     * any time stays as it is.
     *
     * @param days from that of the present shift on
     * @param deputy {@code null}: none
     */
    public void roster(String division, String officer, @Nullable String deputy, int days) {
        var now = clock.instant().atZone(China.ZONE);
        var today = now.toLocalDate();
        var first = now.toLocalTime().isBefore(TURN) ? today.minusDays(1) : today;
        first.datesUntil(first.plusDays(days)).forEach(day -> {
            var begins = day.atTime(TURN).atZone(China.ZONE).toInstant();
            var ends = day.plusDays(1).atTime(TURN).atZone(China.ZONE).toInstant();
            if (duty.shifts(List.of(division), begins, ends, 1).isEmpty()) {
                var shift = new Shift(UUID.randomUUID().toString(), 1, division, begins, ends, officer, deputy);
                duty.add(shift);
                audit.record(
                        Act.of(SYSTEM, "shift.save", shift.id()).in(division).changing(null, shift));
            }
        });
    }
}
