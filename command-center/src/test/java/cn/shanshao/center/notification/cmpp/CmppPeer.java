package cn.shanshao.center.notification.cmpp;

import cn.shanshao.center.notification.gateway.Allowance;
import cn.shanshao.center.notification.gateway.Peer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A gateway (ISMG) written from the tables of the published protocol, sharing nothing with the client. Each of its frames
 * leaves in two halves.
 */
final class CmppPeer implements Peer {
    static final String SP_ID = "901234";

    private static final int CONNECT = 1;
    private static final int TERMINATE = 2;
    private static final int SUBMIT = 4;
    private static final int DELIVER = 5;
    private static final int ACTIVE_TEST = 8;
    private static final int ANSWER = 0x8000_0000;
    private static final int HEADER = 12;
    /** A short text has no field for one. */
    private static final int NO_REFERENCE = -1;

    private final int version;
    private final String secret;
    private final ServerSocket socket;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Does>> scripts = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<byte[]> submits = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Integer> taken = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> tested = new LinkedBlockingQueue<>();
    private final AtomicInteger tests = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger(0x1000);
    private final AtomicReference<@Nullable Answer> swapped = new AtomicReference<>();
    private volatile @Nullable Allowance allowance;

    private CmppPeer(int version, String secret) throws IOException {
        this.version = version;
        this.secret = secret;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** @param version 2 or 3 */
    static CmppPeer start(int version, String secret) {
        try {
            return new CmppPeer(version, secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What goes out later. */
    @FunctionalInterface
    private interface Answer {
        void send() throws IOException;
    }

    private static void after(Duration time, Answer answer) {
        daemon(() -> {
            try {
                Thread.sleep(time.toMillis());
                answer.send();
            } catch (IOException | InterruptedException e) {
                // the test is over
            }
        });
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "cmpp-peer");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The bodies of the submits, as they came. */
    List<byte[]> submits() {
        return List.copyOf(submits);
    }

    /** How often the client asked whether the line lives. */
    int tests() {
        return tests.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var line = new Line(socket.accept());
                lines.add(line);
                daemon(line::read);
            } catch (IOException e) {
                // the test is over
            }
        }
    }

    /** One connection. */
    private final class Line {
        private final Socket socket;
        private final AtomicInteger sequence = new AtomicInteger(0x7000_0000);

        Line(Socket socket) {
            this.socket = socket;
        }

        void read() {
            try (socket;
                    var in = new DataInputStream(socket.getInputStream())) {
                while (true) {
                    var length = in.readInt();
                    var command = in.readInt();
                    var number = in.readInt();
                    handle(command, number, in.readNBytes(length - HEADER));
                }
            } catch (IOException e) {
                lines.remove(this);
            }
        }

        private void handle(int command, int number, byte[] body) throws IOException {
            switch (command) {
                case CONNECT -> connect(number, body);
                case SUBMIT -> submit(number, body);
                case ACTIVE_TEST -> {
                    tests.incrementAndGet();
                    send(ACTIVE_TEST | ANSWER, number, new byte[1]);
                }
                case TERMINATE -> {
                    send(TERMINATE | ANSWER, number, new byte[0]);
                    socket.close();
                }
                case DELIVER | ANSWER ->
                    taken.add(
                            version == 2
                                    ? body[8] & 0xff
                                    : ByteBuffer.wrap(body).getInt(8));
                case ACTIVE_TEST | ANSWER -> tested.add(number);
                default -> throw new IOException("command 0x%x".formatted(command));
            }
        }

        private void connect(int number, byte[] body) throws IOException {
            var timestamp = "%010d".formatted(ByteBuffer.wrap(body).getInt(23) & 0xffff_ffffL);
            var expected = md5(ascii(SP_ID), new byte[9], ascii(secret), ascii(timestamp));
            var isKnown = text(body, 0, 6).equals(SP_ID)
                    && Arrays.equals(expected, Arrays.copyOfRange(body, 6, 22))
                    && body[22] == version << 4;
            var status = isKnown ? 0 : 3;
            var answer = ByteBuffer.allocate(version == 2 ? 18 : 21);
            if (version == 2) {
                answer.put((byte) status);
            } else {
                answer.putInt(status);
            }
            answer.put(new byte[16]).put((byte) (version << 4));
            send(CONNECT | ANSWER, number, answer.array());
        }

        private void submit(int number, byte[] body) throws IOException {
            submits.add(body);
            var at = version == 2 ? new Places(45, 117, 138) : new Places(57, 129, 162);
            var to = text(body, at.to(), version == 2 ? 21 : 32);
            var content = Arrays.copyOfRange(body, at.length() + 1, at.length() + 1 + (body[at.length()] & 0xff));
            var hasHeader = body[at.udhi()] == 1;
            var text = hasHeader ? Arrays.copyOfRange(content, 1 + content[0], content.length) : content;
            seen.add(new Seen(
                    to,
                    new String(text, StandardCharsets.UTF_16BE),
                    hasHeader ? content[3] & 0xff : NO_REFERENCE,
                    body[at.udhi() + 1] == 0x18));
            var script = scripts.get(to);
            var next = script == null ? null : script.poll();
            var id = 0xbd24_5792_0000_0000L | ids.incrementAndGet();
            var allowed = allowance;
            var before = swapped.getAndSet(null);
            does(
                    allowed == null || allowed.isKept() ? next == null ? Does.ACCEPT : next : Does.THROTTLE,
                    number,
                    id,
                    to);
            if (before != null) {
                before.send();
            }
        }

        private void does(Does next, int number, long id, String to) throws IOException {
            switch (next) {
                case ACCEPT -> {
                    answer(number, id, 0);
                    report(id, to, "DELIVRD");
                }
                case RECEIPT_FIRST -> {
                    report(id, to, "DELIVRD");
                    answer(number, id, 0);
                }
                case RECEIPT_TWICE -> {
                    report(id, to, "DELIVRD");
                    answer(number, id, 0);
                    report(id, to, "DELIVRD");
                }
                case UNDELIVERABLE -> undeliverable(number, id, to);
                case SLOW -> after(SLOW, () -> does(Does.ACCEPT, number, id, to));
                case LATE_ANSWER -> after(LATE, () -> undeliverable(number, id, to));
                case SWAPPED -> swapped.set(() -> undeliverable(number, id, to));
                case NO_RECEIPT -> answer(number, id, 0);
                case THROTTLE, FAIL -> answer(number, id, 8);
                case REFUSE -> answer(number, id, 7);
                case NO_ANSWER -> {}
                case HANG_UP -> socket.close();
            }
        }

        private void undeliverable(int number, long id, String to) throws IOException {
            answer(number, id, 0);
            report(id, to, "MK:0001");
        }

        private void answer(int number, long id, int result) throws IOException {
            var body = ByteBuffer.allocate(version == 2 ? 9 : 12).putLong(id);
            if (version == 2) {
                body.put((byte) result);
            } else {
                body.putInt(result);
            }
            send(SUBMIT | ANSWER, number, body.array());
        }

        private void report(long id, String to, String state) throws IOException {
            var width = version == 2 ? 21 : 32;
            var content = ByteBuffer.allocate(39 + width)
                    .putLong(id)
                    .put(padded(state, 7))
                    .put(padded("2611260905", 10))
                    .put(padded("2611260906", 10))
                    .put(padded(to, width))
                    .putInt(42);
            deliver(to, true, 0, content.array());
        }

        void deliver(String from, boolean isReport, int format, byte[] content) throws IOException {
            var width = version == 2 ? 21 : 33;
            var body = ByteBuffer.allocate(8 + 21 + 10 + 3 + width + 2 + content.length + (version == 2 ? 8 : 20))
                    .putLong(7)
                    .put(padded("10690000", 21))
                    .put(padded("HELP", 10))
                    .put((byte) 0)
                    .put((byte) 0)
                    .put((byte) format)
                    .put(padded(from, width))
                    .put((byte) (isReport ? 1 : 0))
                    .put((byte) content.length)
                    .put(content);
            send(DELIVER, sequence.incrementAndGet(), body.array());
        }

        void send(int command, int number, byte[] body) throws IOException {
            var frame = ByteBuffer.allocate(HEADER + body.length)
                    .putInt(HEADER + body.length)
                    .putInt(command)
                    .putInt(number)
                    .put(body)
                    .array();
            write(
                    Arrays.copyOfRange(frame, 0, frame.length / 2),
                    Arrays.copyOfRange(frame, frame.length / 2, frame.length));
        }

        private synchronized void write(byte[]... pieces) throws IOException {
            for (var piece : pieces) {
                socket.getOutputStream().write(piece);
                socket.getOutputStream().flush();
            }
        }
    }

    /** Where fields begin in a submit to one number. */
    private record Places(int udhi, int to, int length) {}

    private Line newest() {
        return lines.get(lines.size() - 1);
    }

    @Override
    public void script(String number, Does... next) {
        scripts.put(number, new ConcurrentLinkedQueue<>(List.of(next)));
    }

    @Override
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void throttlesAbove(int perSecond) {
        allowance = new Allowance(perSecond);
    }

    @Override
    public boolean types(String from, String text) {
        return delivers(from, 8, text.getBytes(StandardCharsets.UTF_16BE));
    }

    /** Whether the client took it. */
    boolean delivers(String from, int format, byte[] content) {
        taken.clear();
        try {
            newest().deliver(from, false, format, content);
            var result = taken.poll(10, TimeUnit.SECONDS);
            return result != null && result == 0;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a body under a command, as it is. */
    void sends(int command, byte[] body) {
        try {
            newest().send(command, newest().sequence.incrementAndGet(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the client answers the question whether it lives. */
    boolean lives() throws InterruptedException {
        sends(ACTIVE_TEST, new byte[0]);
        return tested.poll(10, TimeUnit.SECONDS) != null;
    }

    private static byte[] md5(byte[]... pieces) {
        try {
            var digest = MessageDigest.getInstance("MD5");
            for (var piece : pieces) {
                digest.update(piece);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] padded(String text, int width) {
        return Arrays.copyOf(ascii(text), width);
    }

    private static String text(byte[] body, int from, int width) {
        return new String(body, from, width, StandardCharsets.US_ASCII).replace("\0", "");
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (var line : lines) {
                line.socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
