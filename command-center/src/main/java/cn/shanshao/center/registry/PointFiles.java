package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Photos and documents of hazard points, within a quota of each point. */
@Component
@Transactional
public class PointFiles {
    static final int MOST_DOCUMENT_BYTES = 32 * 1024 * 1024;
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_CAPTION = 200;
    private static final int TAIL = 1_024;

    private final PointFileStore files;
    private final PointStore points;
    private final PaperStore papers;
    private final PointSettings settings;
    private final Audit audit;
    private final Clock clock;

    PointFiles(
            PointFileStore files,
            PointStore points,
            PaperStore papers,
            PointSettings settings,
            Audit audit,
            Clock clock) {
        this.files = files;
        this.points = points;
        this.papers = papers;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What somebody says of a file that they send.
     *
     * @param takenAt of a photo; {@code null}: as the camera says
     * @param place whether the place that the camera wrote down is kept
     * @param paper plan or work that a document belongs to
     */
    record Told(
            String name,
            @Nullable String caption,
            @Nullable Instant takenAt,
            boolean place,
            @Nullable String paper) {}

    /** Those that were there then. */
    @Transactional(readOnly = true)
    public List<PointFile> filesOf(String pointId, Instant at) {
        return files.at(pointId, at);
    }

    /** Also those that were removed, in the order in which they came. */
    @Transactional(readOnly = true)
    public List<PointFile> historyOf(String pointId) {
        return files.history(pointId);
    }

    /**
     * The file of that point.
     *
     * @throws Problem 404 when there is none any more
     */
    @Transactional(readOnly = true)
    PointFile get(HazardPoint point, String id) {
        return files.find(point.id(), id).orElseThrow(() -> Problem.notFound("file", id));
    }

    @Transactional(readOnly = true)
    byte[] content(PointFile file) {
        return files.content(file.id()).orElseThrow(() -> Problem.notFound("file", file.id()));
    }

    @Transactional(readOnly = true)
    byte[] thumbnail(PointFile file) {
        return files.thumbnail(file.id()).orElseThrow(() -> Problem.notFound("thumbnail", file.id()));
    }

    /** @throws Problem 409 when the point has no room for it; 422 when what is told of it is not valid */
    PointFile addPhoto(HazardPoint point, Picture picture, Told told, String who) {
        var now = clock.instant();
        var takenAt = told.takenAt() == null ? picture.exif().takenAt() : told.takenAt();
        if (told.takenAt() != null && told.takenAt().isAfter(now)) {
            throw Problem.invalid("takenAt", told.takenAt(), "not after now, " + now);
        }
        var place = told.place() ? picture.exif().place() : null;
        var photo = new PointFile(
                UUID.randomUUID().toString(),
                point.id(),
                PointFile.Kind.PHOTO,
                paper(point, told),
                name(told),
                caption(told),
                takenAt == null || takenAt.isAfter(now) ? null : takenAt,
                place == null ? null : place.lon(),
                place == null ? null : place.lat(),
                picture.width(),
                picture.height(),
                picture.jpeg().length + picture.thumbnail().length,
                now,
                who,
                null,
                null);
        return add(point, photo, picture.jpeg(), picture.thumbnail());
    }

    /** @throws Problem 409 when the point has no room for it; 422 when it is no PDF or what is told of it is not valid */
    PointFile addDocument(HazardPoint point, byte[] pdf, Told told, String who) {
        if (pdf.length > MOST_DOCUMENT_BYTES) {
            throw Problem.invalid("file", null, "at most %d MiB".formatted(MOST_DOCUMENT_BYTES >> 20));
        }
        if (!isPdf(pdf)) {
            throw Problem.invalid("file", null, "a PDF");
        }
        var document = new PointFile(
                UUID.randomUUID().toString(),
                point.id(),
                PointFile.Kind.DOCUMENT,
                paper(point, told),
                name(told),
                caption(told),
                null,
                null,
                null,
                null,
                null,
                pdf.length,
                clock.instant(),
                who,
                null,
                null);
        return add(point, document, pdf, null);
    }

    private PointFile add(HazardPoint point, PointFile file, byte[] content, byte @Nullable [] thumbnail) {
        points.lock(point.id());
        var held = files.held(point.id());
        if (held.files() >= settings.files()
                || held.bytes() + file.size() > settings.quota().toBytes()) {
            throw Problem.conflict(
                    "point %s holds %d files of %d bytes and has no room for %d more: at most %d files and %s"
                            .formatted(
                                    point.id(),
                                    held.files(),
                                    held.bytes(),
                                    file.size(),
                                    settings.files(),
                                    settings.quota()));
        }
        var digest = sha256(content);
        files.add(file, digest, content, thumbnail);
        audit.record(Act.of(file.addedBy(), "file.add", file.id())
                .in(point.division())
                .telling(Map.of(
                        "point", point.id(),
                        "kind", file.kind(),
                        "name", file.name(),
                        "bytes", file.size(),
                        "sha256", HexFormat.of().formatHex(digest))));
        return file;
    }

    /** Drops the content for good; that it was there stays. */
    void remove(HazardPoint point, PointFile file, String who) {
        if (!files.remove(file.id(), clock.instant(), who)) {
            throw Problem.notFound("file", file.id());
        }
        audit.record(Act.of(who, "file.remove", file.id())
                .in(point.division())
                .telling(Map.of("point", point.id(), "kind", file.kind(), "name", file.name(), "bytes", file.size())));
    }

    private @Nullable String paper(HazardPoint point, Told told) {
        var id = told.paper();
        if (id != null
                && papers.history(point.id()).stream()
                        .noneMatch(v -> v.paper().id().equals(id) && v.until() == null)) {
            throw Problem.invalid("paper", id, "a plan or work of point " + point.id());
        }
        return id;
    }

    private static String name(Told told) {
        var name = told.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("name", told.name(), "a file name of 1 to %d characters".formatted(LONGEST_NAME));
        }
        return name;
    }

    private static @Nullable String caption(Told told) {
        var caption = told.caption() == null ? "" : told.caption().strip();
        if (caption.length() > LONGEST_CAPTION) {
            throw Problem.invalid("caption", caption, "at most %d characters".formatted(LONGEST_CAPTION));
        }
        return caption.isEmpty() ? null : caption;
    }

    /** ISO 32000-1, 7.5.2 and 7.5.5. It is never shown by our pages, only handed out as a file. */
    private static boolean isPdf(byte[] file) {
        var head = new String(file, 0, Math.min(5, file.length), StandardCharsets.ISO_8859_1);
        var tail = new String(
                file, Math.max(0, file.length - TAIL), Math.min(TAIL, file.length), StandardCharsets.ISO_8859_1);
        return head.equals("%PDF-") && tail.contains("%%EOF");
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
