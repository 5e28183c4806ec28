package cn.shanshao.center.notification;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks for a number once more when an answer is not understood, says something of a part of the household, or that it will not leave: once for each message, never a number that is
 * nobody's, and not when an answer that is understood has come before. It runs inside the transaction that stores the
 * answer.
 */
@Component
class SecondAsk {
    /** A refusal may be a cry by somebody who cannot. */
    private static final Set<Meaning> ASKED_BACK =
            EnumSet.of(Meaning.TEXT, Meaning.PART, Meaning.STILL_THERE, Meaning.REFUSED);

    private final Letters letters;
    private final Messages messages;
    private final Carrier carrier;
    private final Marks marks;

    SecondAsk(Letters letters, Messages messages, Carrier carrier, Marks marks) {
        this.letters = letters;
        this.messages = messages;
        this.carrier = carrier;
        this.marks = marks;
    }

    @EventListener
    void on(ReplyReceived event) {
        var reply = event.reply();
        var asked = reply.messageId();
        if (asked == null || !ASKED_BACK.contains(reply.meaning())) {
            return;
        }
        // what was understood before is taken back by it, and by nothing else
        if (reply.meaning() != Meaning.STILL_THERE && letters.isUnderstood(Long.parseLong(asked))) {
            return;
        }
        messages.find(Long.parseLong(asked))
                .filter(message -> carrier.serves(message.realm()))
                .ifPresent(message -> letters.addAgain(
                        Long.parseLong(asked),
                        Errand.SECOND_ASK,
                        language -> Prompts.again(
                                language,
                                Errand.of(message.purpose()).asked(message.level()),
                                reply.meaning(),
                                marks.of(message.realm()))));
    }
}
