package cn.shanshao.center.notification;

import cn.shanshao.center.OneLine;
import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.notification.Outbox.Claimed;
import cn.shanshao.center.notification.gateway.Outcome;
import cn.shanshao.center.notification.gateway.Submission;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes one claimed message to a carrier: to the first in order of preference that is there, to the next when that one
 * throttles or refuses. Parts of a text that one carrier has are not joined on a phone with parts from another, so a text
 * that was begun stays with its carrier as long as that is there, and else begins anew.
 */
@Component
class Courier {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** Who has waited for longer is asked only what still holds. */
    private static final Duration FRESH = Duration.ofMinutes(2);

    /** Corrections, and whatever is red. */
    private static final int URGENT = 1;

    static final String NO_FLASH = "没有可发闪信的通道";
    static final String NO_VOICE = "没有可拨打电话的通道";

    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    private final Outbox outbox;
    private final Receipts receipts;
    private final Carrier carrier;
    private final Alerts alerts;
    private final Clock clock;

    Courier(Outbox outbox, Receipts receipts, Carrier carrier, Alerts alerts, Clock clock) {
        this.outbox = outbox;
        this.receipts = receipts;
        this.carrier = carrier;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Writes what became of a part, in a transaction. */
    @FunctionalInterface
    interface Ledger {
        /** Whether it is written. */
        boolean write(Runnable words);
    }

    /** What a carrier said to the first part that was offered to it. */
    private record Said(Way way, Outcome outcome) {}

    /** What is to be written about the message, after it was sent as far as that is possible now. */
    Word carry(Claimed message, Ledger ledger) {
        List<Way> ways;
        try {
            if (isOver(message)) {
                return other(message, () -> outbox.failed(message.id(), message.soFar("警情已解除，不再发送")));
            }
            var suited = carrier.suited(message.realm(), message.channel(), message.template());
            if (suited.isEmpty()) {
                return other(message, () -> outbox.failed(message.id(), message.soFar(unsuited(message))));
            }
            ways = ways(message, suited);
        } catch (RuntimeException e) {
            log.warn("message {} cannot be sent now: {}", message.id(), OneLine.of(e));
            return other(message, () -> outbox.again(message.id(), pause(message.attempts()), message.soFar("暂时无法处理")));
        }
        return send(message, ways, ledger);
    }

    /** A later notice took its place; or, after a long wait, the alert is old, and what it said holds no more. */
    boolean isOver(Claimed message) {
        var episode = message.episodeId();
        if (episode == null) {
            return message.superseded();
        }
        var now = clock.instant();
        var isFresh = message.writtenAt().plus(FRESH).isAfter(now)
                && message.detectedAt().plus(Errand.CHECK.life()).isAfter(now);
        if (isFresh) {
            return false;
        }
        var level = message.level();
        return alerts.find(episode)
                .map(e -> e.level())
                .filter(held -> level == null || held.atLeast(level))
                .isEmpty();
    }

    private String unsuited(Claimed message) {
        if (!carrier.serves(message.realm())) {
            return CheckDesk.NO_CARRIER;
        }
        return carrier.serves(message.realm(), message.channel())
                ? "模板 %s 未在通道登记".formatted(message.template())
                : message.channel() == Channel.VOICE ? NO_VOICE : NO_FLASH;
    }

    /** That which has the beginning, if it is there; else all that are. */
    private List<Way> ways(Claimed message, List<Way> suited) {
        var begun = message.partsSent() == 0
                ? List.<Way>of()
                : receipts.newestPart(message.id()).map(carrier::thatGave).orElse(List.of());
        var stays = begun.stream().filter(way -> way.gateway().isBound()).toList();
        return stays.isEmpty() ? suited.stream().filter(Way::isReady).toList() : stays;
    }

    private Word send(Claimed message, List<Way> ways, Ledger ledger) {
        var said = new ArrayList<Said>();
        for (var way : ways) {
            var parts = way.parts(message.channel(), message.text());
            var first = isBegunBy(way, message) ? Math.min(message.partsSent() + 1, parts) : 1;
            for (var part = first; ; part++) {
                var at = part;
                var outcome = way.submit(message.channel(), submission(message), at);
                if (outcome instanceof Outcome.Accepted accepted) {
                    if (at == parts) {
                        return new Word.Taken(message, parts, accepted.carrierId());
                    }
                    if (!ledger.write(() -> partTaken(message, at, accepted.carrierId()))) {
                        return other(message, () -> {});
                    }
                    continue;
                }
                said.add(new Said(way, outcome));
                if (at > 1 || outcome instanceof Outcome.Unknown) {
                    return other(
                            message,
                            () -> notTaken(message.withPartsSent(at - 1), List.of(new Said(way, outcome)), false));
                }
                break;
            }
        }
        return other(
                message,
                () -> notTaken(
                        message,
                        said,
                        said.size()
                                < carrier.suited(message.realm(), message.channel(), message.template())
                                        .size()));
    }

    private static Word other(Claimed message, Runnable writing) {
        return new Word.Other(message, writing);
    }

    private boolean isBegunBy(Way way, Claimed message) {
        return message.partsSent() > 0
                && receipts.newestPart(message.id()).filter(way::gave).isPresent();
    }

    private Submission submission(Claimed message) {
        var validity = Duration.between(clock.instant(), message.expiresAt());
        return new Submission(
                message.realm(),
                message.phone(),
                message.text(),
                message.language(),
                message.reference(),
                validity,
                message.urgency(),
                message.channel() == Channel.FLASH);
    }

    private void partTaken(Claimed message, int part, String carrierId) {
        receipts.partTaken(message.id(), message.attempts(), part, carrierId);
        outbox.partSent(message.id(), part);
    }

    /**
     * The mildest word decides: who throttles or is gone may take it yet.
     *
     * @param isOneLeft there is a gateway that could not be asked now, and may take what others refuse, such as numbers of
     *     another network
     */
    private void notTaken(Claimed message, List<Said> said, boolean isOneLeft) {
        var unknown = codes(said, Outcome.Unknown.class);
        var throttled = codes(said, Outcome.Throttled.class);
        var refused = codes(said, Outcome.Refused.class);
        if (!unknown.isEmpty()) {
            log.warn("the outcome of message {} is not known: {}", message.id(), OneLine.of(unknown));
            outbox.unknown(message.id(), message.soFar("运营商未答复"));
        } else if (!throttled.isEmpty()) {
            outbox.again(message.id(), throttled(message), message.soFar("运营商限流（%s）".formatted(throttled)));
        } else if (!refused.isEmpty() && isOneLeft) {
            outbox.again(
                    message.id(), pause(message.attempts()), message.soFar("运营商拒绝（%s），其他通道暂不可用".formatted(refused)));
        } else if (!refused.isEmpty()) {
            outbox.failed(message.id(), message.soFar("运营商拒绝（%s）".formatted(refused)));
        } else {
            // where none was there to be asked, the rest must not wait for this one to be asked about again and again
            var pause = said.isEmpty() ? pause(message.attempts()) : Duration.ZERO;
            outbox.again(message.id(), pause, message.soFar("短信通道未连通"));
        }
    }

    /** What those said that gave such an outcome; with their names when several were asked. */
    private static String codes(List<Said> said, Class<? extends Outcome> kind) {
        return said.stream()
                .filter(one -> kind.isInstance(one.outcome()))
                .map(one -> (said.size() > 1 ? one.way().name() + " " : "") + code(one.outcome()))
                .collect(Collectors.joining("；"));
    }

    private static String code(Outcome outcome) {
        if (outcome instanceof Outcome.Throttled throttled) {
            return throttled.code();
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refused.code();
        }
        return outcome instanceof Outcome.Unknown unknown ? unknown.why() : "";
    }

    /** While a red waits for long, yellows that are due take the places that come free. */
    private static Duration throttled(Claimed message) {
        return message.urgency() <= URGENT ? Duration.ofSeconds(1) : pause(message.attempts());
    }

    private static Duration pause(int attempts) {
        var seconds = Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(attempts - 1, 5));
        return Duration.ofSeconds(seconds);
    }
}
