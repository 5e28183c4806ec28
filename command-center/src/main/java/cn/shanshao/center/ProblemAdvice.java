package cn.shanshao.center;

import cn.shanshao.center.Problem.Fault;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Every error of a controller becomes problem+json; wrong fields are named, with their value and what was expected. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Resource PAGE = new ClassPathResource("static/index.html");
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var faults = e.getBindingResult().getFieldErrors().stream()
                .map(f -> new Fault(f.getField(), shown(f), String.valueOf(f.getDefaultMessage())))
                .toList();
        return answer(Problem.invalid(faults), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var cause = e.getCause();
        if (cause instanceof JacksonException j && !j.getPath().isEmpty()) {
            return answer(
                    Problem.of(HttpStatus.BAD_REQUEST, "the body has a field that cannot be read", List.of(fault(j))),
                    request);
        }
        return answer(
                Problem.of(HttpStatus.BAD_REQUEST, "the body is not JSON of the expected shape", List.of()), request);
    }

    /** Who mistyped an address in a browser is led back by the page; whoever speaks to the interface gets a problem. */
    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        var isPage = accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE)
                && HttpMethod.GET.equals(e.getHttpMethod())
                && !e.getResourcePath().startsWith("api/");
        return isPage
                ? ResponseEntity.status(HttpStatus.NOT_FOUND)
                        .contentType(MediaType.TEXT_HTML)
                        .cacheControl(CacheControl.noCache())
                        .body(PAGE)
                : super.handleNoResourceFoundException(e, headers, status, request);
    }

    private static Fault fault(JacksonException e) {
        var field = path(e);
        if (e instanceof UnrecognizedPropertyException u) {
            return new Fault(field, null, "one of " + u.getKnownPropertyIds());
        }
        if (e instanceof InvalidFormatException f) {
            return new Fault(field, f.getValue(), expected(f.getTargetType()));
        }
        return new Fault(field, null, e.getOriginalMessage());
    }

    /** Secrets are not repeated: answers end in logs and on screens. */
    private static @Nullable Object shown(FieldError e) {
        return e.getField().toLowerCase(Locale.ROOT).contains("password") ? null : e.getRejectedValue();
    }

    private static String expected(Class<?> type) {
        return type.isEnum()
                ? "one of "
                        + Stream.of(type.getFields())
                                .filter(Field::isEnumConstant)
                                .map(ProblemAdvice::name)
                                .toList()
                : "a " + type.getSimpleName();
    }

    private static String name(Field constant) {
        var wire = constant.getAnnotation(JsonProperty.class);
        return wire == null ? constant.getName() : wire.value();
    }

    private static String path(JacksonException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> wrongParameter(MethodArgumentTypeMismatchException e, WebRequest request) {
        var type = e.getRequiredType();
        return answer(
                Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "a parameter cannot be read",
                        List.of(new Fault(e.getName(), e.getValue(), type == null ? "another type" : expected(type)))),
                request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> contradiction(DataIntegrityViolationException e, WebRequest request) {
        if (e.getMostSpecificCause() instanceof SQLException sql && isDataException(sql)) {
            return answer(
                    Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "a value cannot be stored: " + sql.getSQLState(),
                            List.of()),
                    request);
        }
        LOG.warn(
                "refused by the database: {}",
                OneLine.of(e.getMostSpecificCause().getMessage()));
        return answer(Problem.conflict("this contradicts what is stored"), request);
    }

    /** SQL state class 22: not the database's fault, nor a contradiction; such as a NUL character. */
    private static boolean isDataException(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("22");
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> databaseAway(DataAccessException e, WebRequest request) {
        LOG.error("the database did not do what was asked", e);
        return answer(Problem.busy("the database did not do what was asked", 5), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(Exception e, WebRequest request) throws Exception {
        if (e instanceof AccessDeniedException) {
            throw e;
        }
        if (isGone(e)) {
            return null;
        }
        LOG.error("unexpected", e);
        var body = ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "an error of the command centre; its log tells more");
        return handleExceptionInternal(e, body, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotWritable(
            HttpMessageNotWritableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return isGone(e) ? null : super.handleHttpMessageNotWritable(e, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleAsyncRequestNotUsableException(
            AsyncRequestNotUsableException e, WebRequest request) {
        return isGone(e) ? null : super.handleAsyncRequestNotUsableException(e, request);
    }

    /** Whoever closes a page in the middle of an answer has done nothing wrong, and waits for no other. */
    private static boolean isGone(Exception e) {
        var isGone = DisconnectedClientHelper.isClientDisconnectedException(e);
        if (isGone) {
            LOG.debug("a browser went away: {}", OneLine.of(e.getMessage()));
        }
        return isGone;
    }

    private @Nullable ResponseEntity<Object> answer(Problem problem, WebRequest request) {
        return handleExceptionInternal(
                problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
    }
}
