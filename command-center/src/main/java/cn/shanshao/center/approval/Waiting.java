package cn.shanshao.center.approval;

import java.util.List;

/**
 * What is being signed, for one user.
 *
 * @param mine what waits for this user's signature: the user's own seat first, of that what is overdue, the graver, the older
 * @param moreMine how many of these are left out
 * @param others what waits for others under the user's division, the newest first
 * @param moreOthers how many of these are left out
 */
public record Waiting(List<Approval> mine, int moreMine, List<Approval> others, int moreOthers) {
    public Waiting {
        mine = List.copyOf(mine);
        others = List.copyOf(others);
    }
}
