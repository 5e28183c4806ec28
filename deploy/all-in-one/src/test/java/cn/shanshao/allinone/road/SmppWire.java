package cn.shanshao.allinone.road;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What of SMPP 3.4 a carrier speaks with one customer, octet by octet: so no library answers in its place. */
final class SmppWire implements AutoCloseable {
    static final int SUBMIT = 0x04;
    static final int DELIVER = 0x05;
    static final int UNBIND = 0x06;
    static final int BIND = 0x09;
    static final int ENQUIRE = 0x15;
    static final int ANSWER = 0x8000_0000;

    private static final int HEADER = 16;
    private static final int LONGEST = 4_096;
    private static final int USER_MESSAGE_REFERENCE = 0x0204;
    private static final byte[] UCS2_PLAIN = {0, 0, 0, 0, 0, 0, 0, 8, 0};

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    SmppWire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = new DataOutputStream(socket.getOutputStream());
    }

    record Pdu(int command, int status, int sequence, byte[] body) {}

    /** @param reference of the user (user_message_reference), the same for every attempt; −1 without one */
    record Text(String to, String words, int reference) {}

    Pdu read() throws IOException {
        var length = in.readInt();
        if (length < HEADER || length > LONGEST) throw new IOException("a PDU has 16 to 4096 octets, had " + length);
        var command = in.readInt();
        var status = in.readInt();
        var sequence = in.readInt();
        return new Pdu(command, status, sequence, in.readNBytes(length - HEADER));
    }

    void answer(Pdu request, String text) throws IOException {
        var body = (text + "\0").getBytes(StandardCharsets.US_ASCII);
        send(request.command() | ANSWER, request.sequence(), text.isEmpty() ? new byte[0] : body);
    }

    /** What somebody typed, in UCS-2, whole. */
    void deliver(int sequence, String from, String to, String words) throws IOException {
        var text = words.getBytes(StandardCharsets.UTF_16BE);
        var body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 2, 1});
        body.writeBytes((from + "\0").getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(new byte[] {2, 1});
        body.writeBytes((to + "\0").getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(UCS2_PLAIN);
        body.write(text.length);
        body.writeBytes(text);
        send(DELIVER, sequence, body.toByteArray());
    }

    private synchronized void send(int command, int sequence, byte[] body) throws IOException {
        out.writeInt(HEADER + body.length);
        out.writeInt(command);
        out.writeInt(0);
        out.writeInt(sequence);
        out.write(body);
        out.flush();
    }

    /** Reads a submit_sm (SMPP 3.4 §4.4.1). */
    static Text text(Pdu submit) {
        var body = ByteBuffer.wrap(submit.body());
        word(body);
        skip(body, 2);
        word(body);
        skip(body, 2);
        var to = word(body);
        var hasHeader = (body.get() & 0x40) != 0;
        skip(body, 2);
        word(body);
        word(body);
        skip(body, 4);
        var octets = new byte[body.get() & 0xff];
        body.get(octets);
        var from = hasHeader ? octets[0] + 1 : 0;
        var words = new String(Arrays.copyOfRange(octets, from, octets.length), StandardCharsets.UTF_16BE);
        return new Text(to, words, reference(body));
    }

    private static int reference(ByteBuffer parameters) {
        while (parameters.remaining() >= 4) {
            var tag = parameters.getShort() & 0xffff;
            var length = parameters.getShort() & 0xffff;
            if (tag == USER_MESSAGE_REFERENCE) return parameters.getShort() & 0xffff;
            skip(parameters, length);
        }
        return -1;
    }

    private static void skip(ByteBuffer body, int octets) {
        body.position(body.position() + octets);
    }

    private static String word(ByteBuffer body) {
        var word = new StringBuilder();
        for (var next = body.get(); next != 0; next = body.get()) word.append((char) next);
        return word.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
