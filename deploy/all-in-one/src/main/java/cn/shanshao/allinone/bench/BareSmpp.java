package cn.shanshao.allinone.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;

/** The line of 100 %: a loop around jsmpp's submit, with as many at once as the window allows, that remembers nothing. */
record BareSmpp(int port, int window, String text) implements MessageReceiverListener {
    private static final int ANSWER_MS = 30_000;

    /** Submits to that many numbers, and goes once the answers and the receipts are there. */
    void run(int recipients, Tally tally) throws Exception {
        var session = new SMPPSession();
        session.setTransactionTimer(ANSWER_MS);
        session.setPduProcessorDegree(window + 4);
        session.setQueueCapacity(1_000);
        session.setMessageReceiverListener(this);
        session.connectAndBind(
                "127.0.0.1",
                port,
                new BindParameter(
                        BindType.BIND_TRX,
                        Smsc.LOGIN,
                        Smsc.PASSWORD,
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null));
        try {
            submitAll(session, recipients);
            SmsBench.awaitReceipts(tally, recipients);
        } finally {
            session.unbindAndClose();
        }
    }

    private void submitAll(SMPPSession session, int recipients) throws InterruptedException, ExecutionException {
        var body = text.getBytes(StandardCharsets.UTF_16BE);
        var next = new AtomicInteger();
        Callable<Integer> worker = () -> {
            var sent = 0;
            for (var i = next.getAndIncrement(); i < recipients; i = next.getAndIncrement()) {
                submit(session, SmsBench.phone(i), body);
                sent++;
            }
            return sent;
        };
        var threads = Executors.newFixedThreadPool(window);
        try {
            for (var done : threads.invokeAll(Collections.nCopies(window, worker))) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void submit(SMPPSession session, String to, byte[] body)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        session.submitShortMessage(
                "",
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.ISDN,
                SmsBench.FROM,
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.ISDN,
                to,
                new ESMClass(0),
                (byte) 0,
                (byte) 1,
                null,
                "000000003000000R",
                new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                (byte) 0,
                new GeneralDataCoding(Alphabet.ALPHA_UCS2),
                (byte) 0,
                body,
                new OptionalParameter.User_message_reference((short) 1));
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm pdu) {
        // a receipt, which the answer acknowledges
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("not spoken", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification pdu) {
        // of no use here
    }
}
