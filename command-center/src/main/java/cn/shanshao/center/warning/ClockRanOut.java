package cn.shanshao.center.warning;

import java.util.List;

/**
 * Nobody took a warning on in time: these must be called now, and not only shown it. Published inside the transaction
 * that sets the next clock.
 *
 * @param division whose people they are
 * @param stage how often somebody was called, this call included
 * @param usernames nobody, where nobody of the division or of one above can be rung
 */
public record ClockRanOut(Warning warning, String division, int stage, List<String> usernames) {
    public ClockRanOut {
        usernames = List.copyOf(usernames);
    }
}
