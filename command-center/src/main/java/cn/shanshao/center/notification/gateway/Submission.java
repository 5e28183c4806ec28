package cn.shanshao.center.notification.gateway;

import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;

/**
 * One text to one number.
 *
 * @param realm whose message it is; no gateway of another realm takes it
 * @param reference 0…65535; the same when a text is sent again because its first answer never came
 * @param validity after this the carrier must give up: a stale warning does harm
 * @param flash class 0 (闪信): the phone shows it at once and keeps it not
 */
public record Submission(Realm realm, String to, String text, int reference, Duration validity, boolean flash) {
    /** One that waits on the phone until it is read. */
    public Submission(Realm realm, String to, String text, int reference, Duration validity) {
        this(realm, to, text, reference, validity, false);
    }

    /** Without the number and the text, so that they do not end in a log. */
    @Override
    public String toString() {
        return "Submission[%s %d]".formatted(realm, reference);
    }
}
