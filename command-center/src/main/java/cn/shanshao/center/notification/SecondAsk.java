package cn.shanshao.center.notification;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks for a number once more when an answer is not understood, or says something of a part of the household: once for each message, never a number that is
 * nobody's, and not when an answer that is understood has come before. It runs inside the transaction that stores the
 * answer.
 */
@Component
class SecondAsk {
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
        if (asked == null || reply.meaning() != Meaning.TEXT && reply.meaning() != Meaning.PART) {
            return;
        }
        messages.find(Long.parseLong(asked))
                .filter(message -> carrier.serves(message.realm()))
                .ifPresent(message -> letters.addAgain(
                        Long.parseLong(asked),
                        Errand.SECOND_ASK,
                        Prompts.again(Errand.of(message.purpose()).asked(message.level()), marks.of(message.realm()))));
    }
}
