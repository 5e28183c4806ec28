package cn.shanshao.center.notification.gateway;

import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;

/**
 * One text to one number.
 *
 * @param realm whose message it is; no gateway of another realm takes it
 * @param language in which it is to be spoken: {@code zh}, {@code ko} or {@code en}
 * @param reference 0…65535; the same when a text is sent again because its first answer never came
 * @param validity after this the carrier must give up: a stale warning does harm
 * @param urgency the lower, the sooner it leaves where several wait
 * @param flash class 0 (闪信): the phone shows it at once and keeps it not
 */
public record Submission(
        Realm realm,
        String to,
        String text,
        String language,
        int reference,
        Duration validity,
        int urgency,
        boolean flash) {
    /** One in Chinese that waits on the phone until it is read, and that nothing overtakes. */
    public Submission(Realm realm, String to, String text, int reference, Duration validity) {
        this(realm, to, text, "zh", reference, validity, 0, false);
    }

    /** Without the number and the text, so that they do not end in a log. */
    @Override
    public String toString() {
        return "Submission[%s %d]".formatted(realm, reference);
    }
}
