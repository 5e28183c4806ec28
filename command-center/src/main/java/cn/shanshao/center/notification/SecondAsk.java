package cn.shanshao.center.notification;

import cn.shanshao.ingest.wire.Realm;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks for a number once more when an answer to a check is not understood: once for each check, never a number that is
 * nobody's, and not when an answer that is understood has come before. It runs inside the transaction that stores the
 * answer.
 */
@Component
class SecondAsk {
    static final String PURPOSE = "second-ask";

    private final Outbox outbox;
    private final Messages messages;
    private final Carrier carrier;
    private final String mark;

    SecondAsk(Outbox outbox, Messages messages, Carrier carrier, @Value("${shanshao.demo:false}") boolean demo) {
        this.outbox = outbox;
        this.messages = messages;
        this.carrier = carrier;
        this.mark = demo ? "演示" : "演练";
    }

    @EventListener
    void on(ReplyReceived event) {
        var reply = event.reply();
        var asked = reply.messageId();
        if (asked == null || reply.meaning() != Meaning.TEXT) {
            return;
        }
        messages.find(Long.parseLong(asked))
                .map(MessageView::realm)
                .filter(carrier::serves)
                .ifPresent(realm -> outbox.addAgain(
                        Long.parseLong(asked), PURPOSE, CheckText.again(realm == Realm.EXERCISE ? mark : null)));
    }
}
