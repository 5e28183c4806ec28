package cn.shanshao.center.alert;

import java.util.List;

/**
 * An episode opened, or its level rose. Published inside the transaction that stores it, so that what must follow can be
 * written in the same one.
 *
 * @param peers ids of other open episodes of the same point that stand at this level or above: where there are any, the
 *     point itself has not risen
 */
public record AlertRaised(Episode episode, List<String> peers) {
    public AlertRaised {
        peers = List.copyOf(peers);
    }
}
