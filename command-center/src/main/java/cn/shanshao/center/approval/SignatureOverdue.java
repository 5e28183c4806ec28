package cn.shanshao.center.approval;

import java.util.List;

/**
 * Nobody has signed by the deadline; published in a transaction that goes on when a listener is done.
 *
 * @param stage how often that happened to this step: 1, 2, …
 * @param usernames who must be told now: those of the seat, their deputies, and who sits up to {@code stage} levels above
 */
public record SignatureOverdue(String id, String subject, int stage, List<String> usernames) {
    public SignatureOverdue {
        usernames = List.copyOf(usernames);
    }
}
