package cn.shanshao.center.approval;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A paper that somebody asks to be signed.
 *
 * @param id made by the caller; the same through every round
 * @param subject what it is about, for the module that handed it in: {@code notice/7f0c…}
 * @param title one line for people, without anybody's name
 * @param division whose paper it is, by which it is walled
 * @param hash SHA-256 of its words, 64 hexadecimal digits: what is signed
 * @param seats any one of them issues it
 * @param cosigners each of them has to sign too
 * @param words what those read who sign elsewhere, without anybody's name; {@code null}: they are asked to look here
 * @param deadline for each step, after which it climbs; then again and again
 * @throws IllegalArgumentException naming what is missing
 */
public record Submission(
        String id,
        Process process,
        String subject,
        String title,
        String division,
        Realm realm,
        @Nullable Level level,
        String hash,
        List<Seat> seats,
        List<Seat> cosigners,
        Duration deadline,
        @Nullable String words) {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public Submission {
        seats = List.copyOf(seats);
        cosigners = List.copyOf(cosigners);
        if (!SHA_256.matcher(hash).matches()) {
            throw new IllegalArgumentException("hash must be 64 hexadecimal digits, was " + hash);
        }
        if (seats.isEmpty()) {
            throw new IllegalArgumentException("seats of %s must name somebody who may sign".formatted(id));
        }
        if (deadline.toSeconds() < 1) {
            throw new IllegalArgumentException("deadline must be 1 s or longer, was " + deadline);
        }
    }

    /** One whose words are read here alone. */
    public Submission(
            String id,
            Process process,
            String subject,
            String title,
            String division,
            Realm realm,
            @Nullable Level level,
            String hash,
            List<Seat> seats,
            List<Seat> cosigners,
            Duration deadline) {
        this(id, process, subject, title, division, realm, level, hash, seats, cosigners, deadline, null);
    }

    List<Seat> of(Step step) {
        return switch (step) {
            case DRAFT -> List.of();
            case COSIGN -> cosigners;
            case SIGN -> seats;
        };
    }
}
