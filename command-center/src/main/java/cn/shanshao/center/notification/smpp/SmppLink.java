package cn.shanshao.center.notification.smpp;

import cn.shanshao.center.SmsText;
import cn.shanshao.center.notification.gateway.Concatenation;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Outcome;
import cn.shanshao.center.notification.gateway.RealmGuard;
import cn.shanshao.center.notification.gateway.Redelivery;
import cn.shanshao.center.notification.gateway.SmsGateway;
import cn.shanshao.center.notification.gateway.Submission;
import cn.shanshao.center.notification.gateway.Turns;
import cn.shanshao.center.notification.gateway.VoiceGateway;
import cn.shanshao.center.notification.gateway.WrongRealm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.MessageClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Submits through the sessions that it keeps bound to the carrier: each message goes to one whose turn it is. */
public final class SmppLink implements SmsGateway, VoiceGateway {
    private static final Logger log = LoggerFactory.getLogger(SmppLink.class);
    private static final byte UDHI = 0x40;
    private static final GeneralDataCoding UCS2 = new GeneralDataCoding(Alphabet.ALPHA_UCS2);
    /** Class 0 (3GPP TS 23.038 §4), on the wire 0x18. */
    private static final GeneralDataCoding UCS2_FLASH =
            new GeneralDataCoding(Alphabet.ALPHA_UCS2, MessageClass.CLASS0, false);

    private final SmppSettings settings;
    private final RealmGuard guard;
    private final Binds binds;

    /**
     * @param listener called on several threads
     * @param watch told of each session
     */
    public SmppLink(SmppSettings settings, RealmGuard guard, Incoming.Listener listener, Watch watch) {
        this.settings = settings;
        this.guard = guard;
        this.binds = new Binds(settings, new Redelivery(listener), watch);
    }

    /** Who wants to know how the sessions fare. What it does must return at once. */
    @FunctionalInterface
    public interface Watch {
        /** One more is bound. */
        void bound();

        /** Who answered at the carrier's address could not prove that it is the carrier; once for each attempt. */
        default void distrusted(String why) {}
    }

    @Override
    public void start() {
        binds.start();
    }

    @Override
    public boolean isBound() {
        return binds.isBound();
    }

    @Override
    public String trouble() {
        return binds.trouble();
    }

    @Override
    public List<Standing> sessions() {
        return binds.standings();
    }

    @Override
    public int window() {
        return settings.window();
    }

    /** One submit_sm each. */
    @Override
    public int parts(String text) {
        return SmsText.parts(text).size();
    }

    @Override
    public boolean flashes() {
        return true;
    }

    @Override
    public boolean calls() {
        return settings.voiceService() != null;
    }

    @Override
    public Outcome submit(Submission message, int part) {
        return attempt(message, now -> send(now, message, part));
    }

    /** The whole text in one submit_sm of the service that speaks it; the key that is pressed comes as a text. */
    @Override
    public Outcome call(Submission message) {
        var service = settings.voiceService();
        return service == null
                ? new Outcome.Refused("this carrier calls nobody")
                : attempt(message, now -> speak(now, message, service));
    }

    /** One request; the carrier's id of it. */
    @FunctionalInterface
    private interface Request {
        String make(SMPPSession session)
                throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                        IOException;
    }

    private Outcome attempt(Submission message, Request request) {
        try (var turn = binds.take(message.urgency(), settings.answer())) {
            return turn == null
                    ? new Outcome.NotSent(binds.isBound() ? Turns.NONE_FREE : trouble())
                    : outcome(turn.session(), request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.NotSent("interrupted");
        }
    }

    private static Outcome outcome(SMPPSession session, Request request) {
        try {
            return new Outcome.Accepted(request.make(session));
        } catch (NegativeResponseException e) {
            return refusal(e.getCommandStatus());
        } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
            return new Outcome.Unknown(String.valueOf(e.getMessage()));
        } catch (PDUException e) {
            return refusal(SMPPConstant.STAT_ESME_RINVMSGLEN);
        } catch (WrongRealm e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn("a message could not be submitted", e);
            return new Outcome.Unknown(e.toString());
        }
    }

    private String send(SMPPSession now, Submission message, int part)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        guard.check(message);
        var payloads = Concatenation.payloads(message.text(), message.reference());
        return submit(
                now,
                "",
                message,
                new ESMClass(payloads.size() > 1 ? UDHI : 0),
                message.flash() ? UCS2_FLASH : UCS2,
                payloads.get(part - 1));
    }

    private String speak(SMPPSession now, Submission message, String service)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        guard.check(message);
        var text = message.text().getBytes(StandardCharsets.UTF_16BE);
        return submit(
                now, service, message, new ESMClass(0), UCS2, new byte[0], new OptionalParameter.Message_payload(text));
    }

    private String submit(
            SMPPSession now,
            String service,
            Submission message,
            ESMClass esmClass,
            GeneralDataCoding coding,
            byte[] body,
            OptionalParameter... more)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        var parameters = Stream.concat(
                        Stream.of(new OptionalParameter.User_message_reference((short) message.reference())),
                        Stream.of(more))
                .toArray(OptionalParameter[]::new);
        return now.submitShortMessage(
                        service,
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.ISDN,
                        settings.from(),
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.ISDN,
                        message.to(),
                        esmClass,
                        (byte) 0,
                        (byte) 1,
                        null,
                        relative(message.validity()),
                        new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                        (byte) 0,
                        coding,
                        (byte) 0,
                        body,
                        parameters)
                .getMessageId();
    }

    /**
     * Throttled (0x58) and queue full (0x14) hold for all messages; a passing failure of the application (0x64) and a system
     * error (0x08) for this one at least. The standard does not say whether a system error passes, and carriers mean both: one
     * that was tried in vain until it expired has failed late, one that was given up at the first would have been lost.
     */
    private static Outcome refusal(int status) {
        return switch (status) {
            case SMPPConstant.STAT_ESME_RTHROTTLED, SMPPConstant.STAT_ESME_RMSGQFUL ->
                new Outcome.Throttled(hex(status), true);
            case SMPPConstant.STAT_ESME_RX_T_APPN, SMPPConstant.STAT_ESME_RSYSERR ->
                new Outcome.Throttled(hex(status), false);
            default -> new Outcome.Refused(hex(status));
        };
    }

    private static String hex(int status) {
        return "0x%02X".formatted(status);
    }

    /** SMPP 3.4 §7.1.1: {@code YYMMDDhhmmss000R}, a span from now. */
    private static String relative(Duration validity) {
        var v = validity.isNegative() || validity.isZero() ? Duration.ofSeconds(1) : validity;
        var digits = Math.min(99, v.toDays()) * 1_00_00_00
                + v.toHoursPart() * 1_00_00
                + v.toMinutesPart() * 1_00
                + v.toSecondsPart();
        return "0000" + Long.toString(1_00_00_00_00 + digits).substring(1) + "000R";
    }

    /** It may be started again. */
    @Override
    public void close() {
        binds.stop();
    }
}
