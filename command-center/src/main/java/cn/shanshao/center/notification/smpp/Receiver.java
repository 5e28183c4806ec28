package cn.shanshao.center.notification.smpp;

import cn.shanshao.center.OneLine;
import cn.shanshao.center.notification.gateway.Incoming;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands over what came in; when that fails the carrier is told to try again later, so nothing is lost. */
record Receiver(Incoming.Listener listener) implements MessageReceiverListener {
    private static final Logger log = LoggerFactory.getLogger(Receiver.class);

    @Override
    public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
        try {
            Decoder.decode(pdu).ifPresentOrElse(listener::arrived, () -> log.warn("a receipt names no id or state"));
        } catch (RuntimeException | Error e) {
            // not from whom: that is a person's number
            log.warn("could not store what somebody sent; the carrier is asked to send it again: {}", OneLine.of(e));
            throw new ProcessRequestException("not stored", SMPPConstant.STAT_ESME_RX_T_APPN);
        }
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("data_sm is not used here", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification pdu) {
        log.debug("alert_notification is of no use here");
    }
}
