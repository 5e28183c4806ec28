package cn.shanshao.center.notification;

import cn.shanshao.center.warning.Warnings;
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
    private final Addressing addressing;
    private final Warnings warnings;
    private final Marks marks;

    SecondAsk(
            Letters letters,
            Messages messages,
            Carrier carrier,
            Addressing addressing,
            Warnings warnings,
            Marks marks) {
        this.letters = letters;
        this.messages = messages;
        this.carrier = carrier;
        this.addressing = addressing;
        this.warnings = warnings;
        this.marks = marks;
    }

    @EventListener
    void on(ReplyReceived event) {
        var reply = event.reply();
        var answered = reply.messageId();
        if (answered == null || !ASKED_BACK.contains(reply.meaning())) {
            return;
        }
        // what was understood before is taken back by it, and by nothing else
        if (reply.meaning() != Meaning.STILL_THERE && letters.isUnderstood(Long.parseLong(answered))) {
            return;
        }
        messages.find(Long.parseLong(answered))
                .filter(message -> carrier.serves(message.realm()))
                .ifPresent(message -> letters.addAgain(
                        Long.parseLong(answered),
                        Errand.SECOND_ASK,
                        asked(message),
                        language ->
                                Prompts.again(language, asked(message), reply.meaning(), marks.of(message.realm()))));
    }

    /** What was told to others meanwhile; where that was nothing, what was asked before. */
    @EventListener
    void on(NumberRestored event) {
        var called = event.called();
        var question = event.question();
        if (called.notice() > question.number()) {
            warnings.findNotice(called.noticeId())
                    .map(notice -> addressing.to(event.phoneIndex(), new Turn(notice, called.notice())))
                    .ifPresent(letters::add);
            return;
        }
        letters.addAgain(
                question.id(),
                Errand.SECOND_ASK,
                question.asked(),
                language -> Prompts.again(language, question.asked(), Meaning.TEXT, marks.of(question.realm())));
    }

    private static Asked asked(MessageView message) {
        return Errand.of(message.purpose()).asked(message.level());
    }
}
