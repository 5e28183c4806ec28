package cn.shanshao.center.notification;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.notification.gateway.Outcome;
import cn.shanshao.center.notification.gateway.Submission;
import cn.shanshao.center.notification.gateway.VoiceGateway;
import cn.shanshao.center.notification.gateway.WrongRealm;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Has the person of a message called, who hears its text and presses a key; the key becomes an answer to the message, as if
 * it had been typed.
 */
@Component
class Calls {
    private static final long LATER_SECONDS = 10;

    private final Outbox outbox;
    private final Carrier carrier;
    private final Courier courier;
    private final Divisions divisions;
    private final Audit audit;

    Calls(Outbox outbox, Carrier carrier, Courier courier, Divisions divisions, Audit audit) {
        this.outbox = outbox;
        this.carrier = carrier;
        this.courier = courier;
        this.divisions = divisions;
        this.audit = audit;
    }

    /** What became of the wish to call; whether anybody answers is told by the answer itself. */
    enum State {
        @JsonProperty("accepted")
        ACCEPTED,
        /** It may ring: the carrier's word never came. */
        @JsonProperty("outcome-unknown")
        OUTCOME_UNKNOWN
    }

    /**
     * @throws Problem 404 when there is no such message under the user's division, 409 when nobody can be called because of
     *     it, its alert is over, a later notice took its place or the carrier refuses, 503 when it cannot call now
     */
    State call(long id, CurrentUser user) {
        var message = outbox.find(id).orElseThrow(() -> Problem.notFound("message", Long.toString(id)));
        divisions.mustSee(user, message.division(), "message", Long.toString(id));
        var claimed = message.claimed();
        var voice = carrier.voice(claimed.realm())
                .orElseThrow(() -> Problem.conflict("no gateway of the %s realm can call people"
                        .formatted(claimed.realm().name().toLowerCase(Locale.ROOT))));
        if (claimed.phone().isEmpty()) {
            throw Problem.conflict("message %d has nobody to call".formatted(id));
        }
        if (message.isReplaced()) {
            throw Problem.conflict(
                    "a later notice took the place of that of message %d: nobody is told the old one (已有新的通知)"
                            .formatted(id));
        }
        if (courier.isOver(claimed)) {
            throw Problem.conflict(
                    "the alert of message %d is over: nobody is sent to look any more (警情已解除)".formatted(id));
        }
        var outcome = call(voice, claimed);
        audit.record(Act.of(user.username(), "message.call", Long.toString(id))
                .in(message.division())
                .telling(Map.of("outcome", outcome.getClass().getSimpleName())));
        return state(outcome);
    }

    private static Outcome call(VoiceGateway voice, Outbox.Claimed message) {
        try {
            return voice.call(new Submission(
                    message.realm(),
                    message.phone(),
                    Prompts.spoken(message.text()),
                    message.language(),
                    message.reference(),
                    Duration.ofMinutes(1),
                    message.urgency(),
                    false));
        } catch (WrongRealm e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static State state(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            return State.ACCEPTED;
        }
        if (outcome instanceof Outcome.Unknown) {
            return State.OUTCOME_UNKNOWN;
        }
        if (outcome instanceof Outcome.Refused refused) {
            throw Problem.conflict("the carrier refuses to call: " + refused.code());
        }
        throw Problem.busy("the carrier cannot call now", LATER_SECONDS);
    }
}
