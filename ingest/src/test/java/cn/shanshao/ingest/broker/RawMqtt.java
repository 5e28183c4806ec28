package cn.shanshao.ingest.broker;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** MQTT byte by byte: what a well-behaved client cannot say. */
final class RawMqtt implements AutoCloseable {
    static final int V3_1_1 = 4;
    static final int V5 = 5;

    private final int version;
    private final Socket socket;
    private final DataInputStream in;

    RawMqtt(int port, int version) throws IOException {
        this.version = version;
        this.socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** One packet; {@code body} without type and length. */
    record Packet(int type, int flags, byte[] body) {
        static final int CONNACK = 2;
        static final int PUBLISH = 3;
        static final int PUBACK = 4;
        static final int SUBACK = 9;
        static final int DISCONNECT = 14;
    }

    /** A CONNECT, field by field. */
    static final class Hello {
        final String clientId;
        final String user;
        final String password;
        boolean clean = true;
        Long sessionSeconds;
        String willTopic;
        boolean willRetain;

        Hello(String clientId, String user, String password) {
            this.clientId = clientId;
            this.user = user;
            this.password = password;
        }

        Hello keepingSession(long seconds) {
            clean = false;
            sessionSeconds = seconds;
            return this;
        }

        Hello willing(String topic, boolean retain) {
            willTopic = topic;
            willRetain = retain;
            return this;
        }
    }

    RawMqtt connect(Hello hello) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeUTF("MQTT");
        out.writeByte(version);
        out.writeByte((hello.user == null ? 0 : 0xC0)
                | (hello.clean ? 0x02 : 0)
                | (hello.willTopic == null ? 0 : 0x0C)
                | (hello.willRetain ? 0x20 : 0));
        out.writeShort(60);
        if (version == V5) {
            out.writeByte(hello.sessionSeconds == null ? 0 : 5);
            if (hello.sessionSeconds != null) {
                out.writeByte(0x11);
                out.writeInt(hello.sessionSeconds.intValue());
            }
        }
        out.writeUTF(hello.clientId);
        if (hello.willTopic != null) {
            if (version == V5) {
                out.writeByte(0);
            }
            out.writeUTF(hello.willTopic);
            out.writeUTF("gone");
        }
        if (hello.user != null) {
            out.writeUTF(hello.user);
            out.writeUTF(hello.password);
        }
        send(0x10, bytes.toByteArray());
        return this;
    }

    /** Connects and expects to be let in. */
    RawMqtt in(Hello hello) throws IOException {
        var code = connect(hello).connack();
        if (code != 0) {
            throw new IOException("CONNECT refused: " + code);
        }
        return this;
    }

    int connack() throws IOException {
        return expect(Packet.CONNACK).body()[1] & 0xff;
    }

    void subscribe(String filter) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeShort(7);
        if (version == V5) {
            out.writeByte(0);
        }
        out.writeUTF(filter);
        out.writeByte(version == V5 ? 0x21 : 1); // QoS 1, retain handling 2
        send(0x82, bytes.toByteArray());
    }

    int suback() throws IOException {
        var body = expect(Packet.SUBACK).body();
        return body[body.length - 1] & 0xff;
    }

    void unsubscribe(String filter) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeShort(8);
        if (version == V5) {
            out.writeByte(0);
        }
        out.writeUTF(filter);
        send(0xA2, bytes.toByteArray());
        expect(11);
    }

    /** QoS 1; {@code properties} as on the wire, without their length. */
    void publish(String topic, String payload, boolean retain, byte... properties) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeUTF(topic);
        out.writeShort(9);
        if (version == V5) {
            out.writeByte(properties.length);
            out.write(properties);
        }
        out.write(payload.getBytes(StandardCharsets.UTF_8));
        send(0x32 | (retain ? 1 : 0), bytes.toByteArray());
    }

    /** The reason code of the next PUBACK; 0 where the version has none. */
    int puback() throws IOException {
        var body = expect(Packet.PUBACK).body();
        return body.length > 2 ? body[2] & 0xff : 0;
    }

    /** The payload of the next PUBLISH, with its topic before it: {@code topic payload}. */
    String message() throws IOException {
        var packet = expect(Packet.PUBLISH);
        var body = packet.body();
        var topic = (body[0] & 0xff) << 8 | body[1] & 0xff;
        var at = 2 + topic + ((packet.flags() & 6) == 0 ? 0 : 2);
        if (version == V5) {
            at += 1 + (body[at] & 0xff);
        }
        return new String(body, 2, topic, StandardCharsets.UTF_8)
                + " "
                + new String(body, at, body.length - at, StandardCharsets.UTF_8);
    }

    static byte[] userProperty(String name, String value) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeByte(0x26);
        out.writeUTF(name);
        out.writeUTF(value);
        return bytes.toByteArray();
    }

    static byte[] messageExpiry(int seconds) {
        return new byte[] {2, (byte) (seconds >> 24), (byte) (seconds >> 16), (byte) (seconds >> 8), (byte) seconds};
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void send(int first, byte[] body) throws IOException {
        begin(first, body.length, body);
    }

    /** A packet that says it is {@code length} bytes long, and how it begins. In one piece: it may be cut off at once. */
    void begin(int first, int length, byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(first);
        var rest = length;
        do {
            bytes.write(rest % 128 + (rest > 127 ? 128 : 0));
            rest /= 128;
        } while (rest > 0);
        bytes.write(body);
        write(bytes.toByteArray());
    }

    Packet expect(int type) throws IOException {
        var packet = read();
        if (packet.type() != type) {
            throw new IOException(
                    "expected packet %d, was %d %s".formatted(type, packet.type(), Arrays.toString(packet.body())));
        }
        return packet;
    }

    Packet read() throws IOException {
        var first = in.readUnsignedByte();
        var length = 0;
        for (int shift = 0, b = 128; b > 127; shift += 7) {
            b = in.readUnsignedByte();
            length |= (b & 127) << shift;
        }
        var body = new byte[length];
        in.readFully(body);
        return new Packet(first >> 4, first & 15, body);
    }

    /** Reads on until the broker hangs up; the last packet before it, or {@code null}. */
    Packet lastWords() throws IOException {
        Packet last = null;
        try {
            while (true) {
                last = read();
            }
        } catch (EOFException | SocketException e) {
            return last;
        }
    }

    /** Ends with a reset instead of a proper close. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Ends without a DISCONNECT. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
