package cn.shanshao.sim.carrier;

import java.io.IOException;
import java.io.OutputStream;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.OptionalParameter;

/** Sends everything but the answer to a message that must never be answered. */
final class Silence extends DefaultPDUSender {
    static final String ID = "silence";

    @Override
    public byte[] sendSubmitSmResp(OutputStream os, int sequence, String id, OptionalParameter... parameters)
            throws PDUStringException, IOException {
        return ID.equals(id) ? new byte[0] : super.sendSubmitSmResp(os, sequence, id, parameters);
    }
}
