package cn.shanshao.center.approval;

import cn.shanshao.center.Problem;
import cn.shanshao.center.approval.PlatformSeal.Headers;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.WireException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the approval platform tells what became of a paper. Nobody is signed in here: the call itself is. */
@RestController
class PlatformController {
    private static final int MOST_BYTES = 64 * 1024;

    private final PlatformSeal seal;
    private final Dispatches dispatches;
    private final Platform platform;
    private final PlatformSettings settings;
    private final RefusedCalls refused;
    private final Clock clock;

    PlatformController(
            PlatformSeal seal,
            Dispatches dispatches,
            Platform platform,
            PlatformSettings settings,
            RefusedCalls refused,
            Clock clock) {
        this.seal = seal;
        this.dispatches = dispatches;
        this.platform = platform;
        this.settings = settings;
        this.refused = refused;
        this.clock = clock;
    }

    /** The result of a paper; the same result in another call is answered like the first. */
    @PostMapping(path = "/api/v1/approvals/platform/callback", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void result(HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        mustBeTheirs(request, body);
        var approval = "";
        try {
            var result = read(body);
            approval = Objects.requireNonNullElse(result.id(), "");
            platform.take(result);
        } catch (Problem e) {
            refused.note("refused", approval, e);
            throw e;
        }
    }

    private void mustBeTheirs(HttpServletRequest request, byte[] body) {
        try {
            if (body.length > MOST_BYTES) {
                throw Problem.unauthorized("the call has more than %d bytes".formatted(MOST_BYTES));
            }
            var nonce = seal.open(headers(request), body);
            var now = clock.instant();
            if (!dispatches.isNew(nonce, now, now.minus(settings.window().multipliedBy(3)))) {
                var replayed = Problem.conflict("this call was made before: every call has a nonce of its own");
                refused.note("replayed", replayed);
                throw replayed;
            }
        } catch (Problem e) {
            if (e.getStatusCode() == HttpStatus.UNAUTHORIZED) {
                refused.note("forged", e);
            }
            throw e;
        }
    }

    private static Headers headers(HttpServletRequest request) {
        return new Headers(
                request.getHeader(PlatformSeal.TIME),
                request.getHeader(PlatformSeal.NONCE),
                request.getHeader(PlatformSeal.SIGNATURE));
    }

    private static PlatformResult read(byte[] body) {
        try {
            return Json.read(body, PlatformResult.class);
        } catch (WireException e) {
            throw Problem.invalid("body", null, "a result as the contract has it: " + e.getMessage());
        }
    }
}
