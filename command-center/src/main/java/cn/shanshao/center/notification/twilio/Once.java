package cn.shanshao.center.notification.twilio;

import cn.shanshao.center.notification.gateway.Incoming;

/** Takes what Twilio tells, each event once, by whatever way and however often it is told. */
@FunctionalInterface
public interface Once {
    /**
     * Whether it is told for the first time; it is stored when this returns. What it throws leaves it untaken.
     *
     * @param event the same again when the same is told once more
     */
    boolean take(String event, Incoming incoming);
}
