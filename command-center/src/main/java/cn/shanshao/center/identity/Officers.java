package cn.shanshao.center.identity;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Those whom the system itself calls: with their numbers in full, so never for a screen. */
@Component
@Transactional(readOnly = true)
public class Officers {
    private final DutyStore duty;
    private final AccountStore accounts;
    private final Clock clock;

    Officers(DutyStore duty, AccountStore accounts, Clock clock) {
        this.duty = duty;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @param phone as it was typed, with what parts its digits; {@code null} when it is not known */
    public record Officer(
            String username, String displayName, @Nullable String phone) {
        /** Without the person, so that neither name nor number ends in a log. */
        @Override
        public String toString() {
            return "Officer[%s]".formatted(username);
        }
    }

    /** Those on duty in the division now, deputies in the place of those on leave. */
    public List<Officer> onDuty(String division) {
        var now = clock.instant();
        return find(duty.cover(division, now, now.plusMillis(1)).at(now).stream()
                .map(Cover.Present::username)
                .toList());
    }

    /** Those of these users who may sign in today. */
    public List<Officer> find(Collection<String> usernames) {
        return usernames.stream()
                .distinct()
                .map(accounts::findLive)
                .flatMap(Optional::stream)
                .map(a -> new Officer(a.username(), a.displayName(), a.phone()))
                .toList();
    }
}
