package cn.shanshao.center.notification.twilio;

import cn.shanshao.center.OneLine;
import com.twilio.exception.ApiConnectionException;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.Message.Direction;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Texts that were brought to us in vain: Twilio calls for a few seconds and never again, but lists what came. Whoever cried
 * for help while nothing could be stored is heard that much later.
 */
final class MissedTexts {
    /** Whoever typed before that has been looked after otherwise. */
    private static final Duration KEPT = Duration.ofHours(6);
    /** Twilio may be calling us with it, which takes it 15 s at most. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private static final int MOST = 200;
    private static final Logger log = LoggerFactory.getLogger(MissedTexts.class);

    private final TwilioSettings settings;
    private final Once once;
    /** Those of the last listing that are taken. */
    private Set<String> taken = Set.of();

    MissedTexts(TwilioSettings settings, Once once) {
        this.settings = settings;
        this.once = once;
    }

    /** Takes those that are not yet, the oldest first. What cannot be done now is told in the log and done the next time. */
    void take(TwilioRestClient client) {
        List<Message> listed;
        try {
            listed = listed(client);
        } catch (ApiException | ApiConnectionException | TwilioHttp.NotConnected e) {
            log.warn("the texts that came to {} cannot be listed: {}", settings.from(), OneLine.of(e));
            return;
        }
        var now = ZonedDateTime.now(ZoneOffset.UTC);
        var fresh = new HashSet<String>();
        for (var text : listed) {
            var at = text.getDateCreated();
            var isDue = at.isAfter(now.minus(KEPT)) && at.isBefore(now.minus(UNDER_WAY));
            if (taken.contains(text.getSid()) || isDue && isTaken(text)) {
                fresh.add(text.getSid());
            }
        }
        taken = Set.copyOf(fresh);
    }

    private List<Message> listed(TwilioRestClient client) {
        var reader = Message.reader()
                .setDateSentAfter(ZonedDateTime.now(ZoneOffset.UTC).minus(KEPT));
        if (!settings.from().startsWith("MG")) {
            reader.setTo(settings.from());
        }
        var listed = new ArrayList<Message>();
        for (var message : reader.pageSize(MOST).limit(MOST).read(client)) {
            if (message.getDirection() == Direction.INBOUND) {
                listed.add(message);
            }
        }
        Collections.reverse(listed);
        return listed;
    }

    private boolean isTaken(Message text) {
        try {
            if (once.take(Callbacks.textEvent(text.getSid()), Callbacks.typed(from(text), text.getBody(), null))) {
                log.info("text {} had not reached us, and is taken now", text.getSid());
            }
            return true;
        } catch (RuntimeException e) {
            log.warn("text {} cannot be taken now: {}", text.getSid(), OneLine.of(e));
            return false;
        }
    }

    private static String from(Message text) {
        return text.getFrom().getEndpoint();
    }
}
