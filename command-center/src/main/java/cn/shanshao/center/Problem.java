package cn.shanshao.center;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that cannot be met, told to the caller as {@code application/problem+json} (RFC 9457). */
public final class Problem extends ErrorResponseException {
    private static final long serialVersionUID = 1;

    private Problem(HttpStatus status, String detail) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    /** 404; also the answer for what lies outside the caller's division, so that its existence does not show. */
    public static Problem notFound(String what, String id) {
        return new Problem(HttpStatus.NOT_FOUND, "there is no %s %s here".formatted(what, id));
    }

    public static Problem forbidden(String detail) {
        return new Problem(HttpStatus.FORBIDDEN, detail);
    }

    /** 401. */
    public static Problem unauthorized(String detail) {
        return new Problem(HttpStatus.UNAUTHORIZED, detail);
    }

    /** 429, with {@code Retry-After}. */
    public static Problem tooMany(String detail, long seconds) {
        return later(HttpStatus.TOO_MANY_REQUESTS, detail, seconds);
    }

    /** 503, with {@code Retry-After}. */
    public static Problem busy(String detail, long seconds) {
        return later(HttpStatus.SERVICE_UNAVAILABLE, detail, seconds);
    }

    private static Problem later(HttpStatus status, String detail, long seconds) {
        var problem = new Problem(status, "%s; try again in %d s".formatted(detail, seconds));
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return problem;
    }

    /** 409: the request contradicts what is stored. */
    public static Problem conflict(String detail) {
        return new Problem(HttpStatus.CONFLICT, detail);
    }

    /** 409, with what the caller must see before it is asked for again. */
    public static Problem conflict(String detail, String property, Object seen) {
        var problem = conflict(detail);
        problem.getBody().setProperty(property, seen);
        return problem;
    }

    /** 400: a parameter of the address cannot be used. */
    public static Problem badParameter(String name, @Nullable Object value, String expected) {
        var fault = new Fault(name, value, expected);
        return of(HttpStatus.BAD_REQUEST, "%s must be %s".formatted(name, expected), List.of(fault));
    }

    /** 422, with one field. */
    public static Problem invalid(String field, @Nullable Object value, String expected) {
        return invalid(List.of(new Fault(field, value, expected)));
    }

    /** 422, with every field that is wrong. */
    public static Problem invalid(List<Fault> faults) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "%d field(s) are not valid".formatted(faults.size()), faults);
    }

    static Problem of(HttpStatus status, String detail, List<Fault> faults) {
        var problem = new Problem(status, detail);
        problem.getBody().setProperty("errors", List.copyOf(faults));
        return problem;
    }

    /** What is told, for the trail: where fields are wrong, with each of them and what was expected of it. */
    public String said() {
        var properties = getBody().getProperties();
        var errors = properties == null ? null : properties.get("errors");
        return errors == null
                ? String.valueOf(getBody().getDetail())
                : getBody().getDetail() + ": " + errors;
    }

    /**
     * One wrong field.
     *
     * @param field its path, e.g. {@code channels[0].unit}
     * @param value as it came
     * @param expected what would have been right
     */
    public record Fault(String field, @Nullable Object value, String expected) {
        /** Without the value, which may be somebody's name or number, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Fault[%s must be %s]".formatted(field, expected);
        }
    }
}
