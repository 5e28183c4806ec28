package cn.shanshao.center.warning;

import java.util.List;

/**
 * Nobody took a warning on in time: these must be called now, and not only shown it. Published inside the transaction
 * that sets the next clock.
 *
 * @param division whose people they are
 * @param stage from 1
 * @param usernames nobody, where no account of the division could answer
 */
public record ClockRanOut(Warning warning, String division, int stage, List<String> usernames) {
    public ClockRanOut {
        usernames = List.copyOf(usernames);
    }
}
