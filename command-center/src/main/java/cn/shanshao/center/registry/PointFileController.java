package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.PointFiles.Told;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Photos and documents of a point. The body of an upload is the file itself. */
@RestController
@RequestMapping("/api/v1/points/{id}")
class PointFileController {
    /** Whatever a file holds, no browser runs any of it. */
    private static final String POLICY = "default-src 'none'; sandbox";

    private final PointFiles files;
    private final Registry registry;
    private final Divisions divisions;
    private final Clock clock;

    PointFileController(PointFiles files, Registry registry, Divisions divisions, Clock clock) {
        this.files = files;
        this.registry = registry;
        this.divisions = divisions;
        this.clock = clock;
    }

    /** @param at those that were there then; absent: now */
    @GetMapping("/files")
    List<PointFile> list(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @RequestParam @Nullable Instant at) {
        PaperController.mayRead(user);
        return files.filesOf(seen(user, id).id(), Objects.requireNonNullElseGet(at, clock::instant));
    }

    /**
     * Takes a JPEG, PNG or WebP of at most 16 MiB and 50 million pixels.
     *
     * @param takenAt absent: as the camera wrote it
     * @param place whether the place that the camera wrote is kept
     */
    @PostMapping("/photos")
    @OnlyFor({Role.ADMINISTRATOR, Role.CREW})
    @ResponseStatus(HttpStatus.CREATED)
    PointFile addPhoto(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @RequestParam String name,
            @RequestParam @Nullable String caption,
            @RequestParam @Nullable Instant takenAt,
            @RequestParam(defaultValue = "false") boolean place,
            @RequestParam @Nullable String paper,
            HttpServletRequest request)
            throws IOException {
        var point = seen(user, id);
        var picture = Picture.of(body(request, Picture.MOST_BYTES));
        return files.addPhoto(point, picture, new Told(name, caption, takenAt, place, paper), user.username());
    }

    /** Takes a PDF of at most 32 MiB. */
    @PostMapping("/documents")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.CREATED)
    PointFile addDocument(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @RequestParam String name,
            @RequestParam @Nullable String caption,
            @RequestParam @Nullable String paper,
            HttpServletRequest request)
            throws IOException {
        var point = seen(user, id);
        var pdf = body(request, PointFiles.MOST_DOCUMENT_BYTES);
        return files.addDocument(point, pdf, new Told(name, caption, null, false, paper), user.username());
    }

    @GetMapping("/files/{file}")
    ResponseEntity<byte[]> content(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @PathVariable String file) {
        PaperController.mayRead(user);
        var found = files.get(seen(user, id), file);
        return found.kind() == PointFile.Kind.PHOTO
                ? answer(files.content(found), MediaType.IMAGE_JPEG, "inline", found.name() + ".jpg")
                : answer(files.content(found), MediaType.APPLICATION_PDF, "attachment", found.name());
    }

    /** Of a photo. */
    @GetMapping("/files/{file}/thumbnail")
    ResponseEntity<byte[]> thumbnail(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @PathVariable String file) {
        PaperController.mayRead(user);
        var found = files.get(seen(user, id), file);
        return answer(files.thumbnail(found), MediaType.IMAGE_JPEG, "inline", found.name() + ".jpg");
    }

    @DeleteMapping("/files/{file}")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@AuthenticationPrincipal CurrentUser user, @PathVariable String id, @PathVariable String file) {
        var point = seen(user, id);
        files.remove(point, files.get(point, file), user.username());
    }

    private static ResponseEntity<byte[]> answer(byte[] content, MediaType type, String disposition, String name) {
        return ResponseEntity.ok()
                .contentType(type)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", POLICY)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.builder(disposition)
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(content);
    }

    private static byte[] body(HttpServletRequest request, int most) throws IOException {
        var file = request.getInputStream().readNBytes(most + 1);
        if (file.length > most) {
            throw Problem.invalid("file", null, "at most %d MiB".formatted(most >> 20));
        }
        return file;
    }

    private HazardPoint seen(CurrentUser user, String id) {
        var point = registry.getPoint(id);
        divisions.mustSee(user, point.division(), "point", id);
        return point;
    }
}
