package cn.shanshao.sim.carrier;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;

/** A customer of the carrier: a plain jsmpp client session that remembers what it is told. */
final class Customer implements AutoCloseable, MessageReceiverListener {
    static final String NUMBER = "106900001";

    final List<DeliveryReceipt> receipts = new CopyOnWriteArrayList<>();
    final List<Segment> parts = new CopyOnWriteArrayList<>();
    final List<String> senders = new CopyOnWriteArrayList<>();
    private final SMPPSession session = new SMPPSession();

    static Customer bind(int port, String systemId, String password) throws Exception {
        var customer = new Customer();
        customer.session.setMessageReceiverListener(customer);
        customer.session.setTransactionTimer(3_000);
        customer.session.connectAndBind(
                "127.0.0.1",
                port,
                new BindParameter(
                        BindType.BIND_TRX,
                        systemId,
                        password,
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null));
        return customer;
    }

    String submit(String number, String text, int coding) throws Exception {
        return submit("", number, text, coding);
    }

    /** @param service type; {@code VOICE} for a call */
    String submit(String service, String number, String text, int coding) throws Exception {
        var id = "";
        var parts = Segment.split(text, 7);
        for (var part : parts) {
            id = session.submitShortMessage(
                            service,
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            NUMBER,
                            TypeOfNumber.NATIONAL,
                            NumberingPlanIndicator.ISDN,
                            number,
                            new ESMClass(parts.size() > 1 ? 0x40 : 0),
                            (byte) 0,
                            (byte) 0,
                            null,
                            null,
                            new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                            (byte) 0,
                            new RawDataCoding((byte) coding),
                            (byte) 0,
                            part)
                    .getMessageId();
        }
        return id;
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm deliver) throws ProcessRequestException {
        try {
            if (MessageType.SMSC_DEL_RECEIPT.containedIn(deliver.getEsmClass())) {
                receipts.add(new DeliveryReceipt(new String(deliver.getShortMessage(), StandardCharsets.US_ASCII)));
            } else {
                senders.add(deliver.getSourceAddr() + ">" + deliver.getDestAddress());
                parts.add(Segment.read(deliver.getShortMessage(), deliver.isUdhi(), deliver.getDataCoding() & 0xFF));
            }
        } catch (org.jsmpp.util.InvalidDeliveryReceiptException e) {
            throw new ProcessRequestException(e.getMessage(), 8, e);
        }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification notification) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("no data_sm", 8);
    }

    @Override
    public void close() {
        session.unbindAndClose();
    }
}
