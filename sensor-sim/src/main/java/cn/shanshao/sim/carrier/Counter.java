package cn.shanshao.sim.carrier;

import java.util.regex.Pattern;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.ServerResponseDeliveryListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/**
 * Takes submit_sm from the customer. Numbers for tests: …444 is throttled, …666 cannot be reached, …999 takes the
 * message and never answers. What comes under the service_type VOICE is a call.
 */
final class Counter implements ServerMessageReceiverListener, ServerResponseDeliveryListener {
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,20}");

    /** The service_type of what is spoken in a call; whoever is called presses keys by typing them. */
    private static final String VOICE = "VOICE";

    private static final String RINGS = "☎ ";

    private final Exchange exchange;

    Counter(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession session) throws ProcessRequestException {
        var number = submit.getDestAddress();
        if (!NUMBER.matcher(number).matches()) {
            throw new ProcessRequestException("no such number", SMPPConstant.STAT_ESME_RINVDSTADR);
        }
        if (number.endsWith("444")) {
            throw new ProcessRequestException("throttled", SMPPConstant.STAT_ESME_RTHROTTLED);
        }
        var silent = number.endsWith("999");
        try {
            var reached = !number.endsWith("666");
            var id = exchange.submit(
                    number,
                    submit.getSourceAddr(),
                    segment(submit),
                    Segment.isFlash(submit.getDataCoding() & 0xFF),
                    reached,
                    !silent && wantsReceipt(submit.getRegisteredDelivery(), reached));
            return new SubmitSmResult(new MessageId(silent ? Silence.ID : Long.toString(id)), new OptionalParameter[0]);
        } catch (Exchange.Full e) {
            throw new ProcessRequestException(e.getMessage(), SMPPConstant.STAT_ESME_RMSGQFUL, e);
        } catch (IllegalArgumentException e) {
            throw new ProcessRequestException(e.getMessage(), SMPPConstant.STAT_ESME_RSUBMITFAIL, e);
        } catch (org.jsmpp.PDUStringException e) {
            throw new ProcessRequestException(e.getMessage(), SMPPConstant.STAT_ESME_RSYSERR, e);
        }
    }

    private static Segment segment(SubmitSm submit) {
        var payload = submit.getOptionalParameter(OptionalParameter.Message_payload.class);
        var bytes = payload == null ? submit.getShortMessage() : payload.getValue();
        var header = GSMSpecificFeature.UDHI.containedIn(submit.getEsmClass());
        var text = Segment.read(bytes == null ? new byte[0] : bytes, header, submit.getDataCoding() & 0xFF);
        return VOICE.equals(submit.getServiceType()) ? new Segment(0, 1, 1, RINGS + text.text()) : text;
    }

    private static boolean wantsReceipt(byte registered, boolean reached) {
        return (registered & 3) == 1 || ((registered & 3) == 2 && !reached);
    }

    @Override
    public void onSubmitSmRespSent(SubmitSmResult result, SMPPServerSession session) {
        answered(result);
    }

    /** The message is on the phone all the same, and so its receipt goes out. */
    @Override
    public void onSubmitSmRespError(SubmitSmResult result, Exception cause, SMPPServerSession session) {
        answered(result);
    }

    private void answered(SubmitSmResult result) {
        if (!Silence.ID.equals(result.getMessageId())) {
            exchange.answered(Long.parseLong(result.getMessageId()));
        }
    }

    @Override
    public void onSubmitMultiRespSent(SubmitMultiResult result, SMPPServerSession session) {}

    @Override
    public void onSubmitMultiRespError(SubmitMultiResult result, Exception cause, SMPPServerSession session) {}

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti submit, SMPPServerSession session)
            throws ProcessRequestException {
        throw notSpoken();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession session) throws ProcessRequestException {
        throw notSpoken();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm replace, SMPPServerSession session) throws ProcessRequestException {
        throw notSpoken();
    }

    @Override
    public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession session) throws ProcessRequestException {
        throw notSpoken();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm broadcast, SMPPServerSession session)
            throws ProcessRequestException {
        throw notSpoken();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession session)
            throws ProcessRequestException {
        throw notSpoken();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm query, SMPPServerSession session)
            throws ProcessRequestException {
        throw notSpoken();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session session) throws ProcessRequestException {
        throw notSpoken();
    }

    private static ProcessRequestException notSpoken() {
        return new ProcessRequestException("only submit_sm is spoken here", SMPPConstant.STAT_ESME_RINVCMDID);
    }
}
