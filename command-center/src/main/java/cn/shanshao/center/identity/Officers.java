package cn.shanshao.center.identity;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Those whom the system itself calls: with their numbers in full, so never for a screen. */
@Component
@Transactional(readOnly = true)
public class Officers {
    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");
    /** Before a number of eleven digits. */
    private static final Pattern COUNTRY = Pattern.compile("^(00)?86(?=[0-9]{11}$)");

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

    /** Those who may sign in today and have a number, by that, as carriers write it. */
    public Map<String, List<CurrentUser>> byNumber() {
        return accounts.live().stream()
                .filter(a -> a.phone() != null)
                .collect(Collectors.groupingBy(
                        a -> COUNTRY.matcher(NO_DIGIT.matcher(String.valueOf(a.phone()))
                                        .replaceAll(""))
                                .replaceFirst(""),
                        Collectors.mapping(Account::user, Collectors.toList())));
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
