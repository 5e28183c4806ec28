package cn.shanshao.center.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Heads of the chain in a file outside the database, one a line: number, hash, time, SHA-256 of the line before, and the
 * Ed25519 signature over these. The first one stands where the key began.
 */
final class Anchors {
    private static final String ROOT = "0".repeat(64);
    private static final int FIELDS = 5;

    private final Path file;
    private final AuditKey key;

    Anchors(Path file, AuditKey key) {
        this.file = file.toAbsolutePath();
        this.key = key;
    }

    /** A head that was written down. */
    record Anchor(long seq, String hash, Instant at) {}

    /**
     * What the file says.
     *
     * @param bentLine number, from 1, of the first line that is not as it was written; 0 when all are
     */
    record Read(List<Anchor> anchors, int bentLine) {
        /** Where the key began, by the first line. */
        long begins() {
            return anchors.isEmpty() ? 0 : anchors.get(0).seq();
        }
    }

    boolean exist() throws IOException {
        return !lines(written()).isEmpty();
    }

    /** How many lines there are, and the SHA-256 of the last. */
    record Standing(long lines, String newest) {}

    Standing standing() throws IOException {
        var lines = lines(written());
        return new Standing(lines.size(), lines.isEmpty() ? ROOT : sha256(last(lines)));
    }

    /** What is wrong when the file is held against what was known of it: it only ever grows. */
    Optional<String> trouble(KnownAnchors.Known known) throws IOException {
        if (!known.holds()) {
            return Optional.of("what the database knows of the file of anchors was changed");
        }
        var lines = lines(written());
        if (lines.size() < known.lines()) {
            return Optional.of("the file of anchors had %d lines, it has %d".formatted(known.lines(), lines.size()));
        }
        var newest = known.lines() == 0 ? ROOT : sha256(lines.get(Math.toIntExact(known.lines()) - 1));
        return newest.equals(known.newest())
                ? Optional.empty()
                : Optional.of(
                        "line %d of the file of anchors is another one than was written".formatted(known.lines()));
    }

    private byte[] written() throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    /** How far the file goes to its last end of a line: what a crash or a full disk left behind that is no anchor. */
    private static int finished(byte[] written) {
        var end = written.length;
        while (end > 0 && written[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static List<String> lines(byte[] written) {
        return new String(written, 0, finished(written), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    synchronized void add(Head head, Instant at) throws IOException {
        var written = written();
        var lines = lines(written);
        var body = "%d %s %s %s".formatted(head.seq(), head.hash(), at, lines.isEmpty() ? ROOT : sha256(last(lines)));
        var line = body + " " + Base64.getEncoder().encodeToString(key.sign(bytes(body))) + "\n";
        Files.createDirectories(file.getParent());
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));
        try (var channel = FileChannel.open(file, options, mode)) {
            channel.truncate(finished(written)).position(finished(written));
            var bytes = ByteBuffer.wrap(bytes(line));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        if (written.length == 0) {
            try (var folder = FileChannel.open(file.getParent())) {
                folder.force(true);
            }
        }
    }

    Read read() throws IOException {
        var anchors = new ArrayList<Anchor>();
        var previous = ROOT;
        var number = 0;
        for (var line : lines(written())) {
            number++;
            var parts = line.split(" ", -1);
            if (parts.length != FIELDS || !parts[3].equals(previous) || !isSigned(line, parts[4])) {
                return new Read(anchors, number);
            }
            anchors.add(new Anchor(Long.parseLong(parts[0]), parts[1], Instant.parse(parts[2])));
            previous = sha256(line);
        }
        return new Read(anchors, 0);
    }

    private boolean isSigned(String line, String signature) {
        try {
            var body = line.substring(0, line.lastIndexOf(' '));
            return key.signed(bytes(body), Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(String line) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(line)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
