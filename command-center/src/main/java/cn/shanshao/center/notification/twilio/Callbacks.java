package cn.shanshao.center.notification.twilio;

import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Incoming.Receipt;
import cn.shanshao.center.notification.gateway.Incoming.Typed;
import com.twilio.security.RequestValidator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Twilio calls back with: how far a message has come, how a call ended, what people type, which key they press. Each call is signed over
 * our address and its form, with the token of the account.
 */
public final class Callbacks {
    /** Twilio tries once otherwise, and gives up on what we cannot store just now; it has 15 s for all of it. */
    private static final String AGAIN = "#rc=3&rp=all";

    private static final String EMPTY = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

    private static final String KEY = "key/";

    private final URI address;
    private final RequestValidator validator;
    private final Once once;

    Callbacks(TwilioSettings settings, Once once) {
        this.address = settings.callbacks();
        this.validator = new RequestValidator(settings.authToken());
        this.once = once;
    }

    /**
     * A callback that Twilio made.
     *
     * @param event what it tells; the same again when it is the same call once more
     * @param answer what Twilio is to do now (TwiML)
     */
    public record Callback(String event, Incoming incoming, String answer) {}

    URI status(int reference) {
        return URI.create(address + "/status/" + reference + AGAIN);
    }

    URI call(int reference) {
        return URI.create(address + "/call/" + reference + AGAIN);
    }

    /** @param language in which whoever presses one is thanked: {@code zh}, {@code ko} or {@code en} */
    URI key(int reference, String language) {
        return URI.create(address + "/" + KEY + reference + "/" + language + AGAIN);
    }

    /**
     * @param place the address below ours: {@code status/7}, {@code call/7}, {@code text} or {@code key/7/ko}
     * @param signature the header {@code X-Twilio-Signature}
     * @throws Forged when it is not Twilio that calls, or not for this address
     * @throws IllegalArgumentException when the form lacks a field
     */
    public Callback read(String place, Map<String, String> form, @Nullable String signature) {
        if (signature == null || !isSigned(address + "/" + place, form, signature)) {
            throw new Forged(signature == null ? "it is not signed" : "its signature does not hold");
        }
        if (place.startsWith("status/")) {
            return status(form);
        }
        if (place.startsWith("call/")) {
            return call(form);
        }
        return place.startsWith(KEY) ? key(form, place.substring(KEY.length())) : text(form);
    }

    /** Signed is the address that was given to Twilio, with what stands behind it or without. */
    private boolean isSigned(String url, Map<String, String> form, String signature) {
        return validator.validate(url, form, signature) || validator.validate(url + AGAIN, form, signature);
    }

    private static Callback status(Map<String, String> form) {
        var id = field(form, "MessageSid");
        var status = field(form, "MessageStatus");
        return new Callback("status/%s/%s".formatted(id, status), new Receipt(id, state(status)), EMPTY);
    }

    private static Callback call(Map<String, String> form) {
        var id = field(form, "CallSid");
        var status = field(form, "CallStatus");
        return new Callback("call/%s/%s".formatted(id, status), new Receipt(id, callState(status)), EMPTY);
    }

    private static Callback text(Map<String, String> form) {
        var typed = typed(field(form, "From"), field(form, "Body"), null);
        return new Callback(textEvent(field(form, "MessageSid")), typed, EMPTY);
    }

    static String textEvent(String id) {
        return "text/" + id;
    }

    /** @param which the reference, and the language behind it; calls of an older version had none */
    private static Callback key(Map<String, String> form, String which) {
        var parts = which.split("/", 2);
        var typed = typed(field(form, "To"), field(form, "Digits"), Integer.valueOf(parts[0]));
        var thanks = Spoken.thanks(parts.length == 1 ? "zh" : parts[1]);
        return new Callback("key/" + field(form, "CallSid"), typed, thanks);
    }

    static Typed typed(String from, String text, @Nullable Integer reference) {
        return new Typed(Numbers.ours(from), text.getBytes(StandardCharsets.UTF_16BE), null, reference, null);
    }

    private static String field(Map<String, String> form, String name) {
        var value = form.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a callback of Twilio must have the field %s".formatted(name));
        }
        return value;
    }

    /** In the words that receipts of SMPP use; what is still on its way is not final, in whatever order it comes. */
    private static String state(String status) {
        return switch (status) {
            case "delivered", "read" -> "DELIVRD";
            case "undelivered" -> "UNDELIV";
            case "failed" -> "REJECTD";
            case "canceled" -> "DELETED";
            default -> "ENROUTE";
        };
    }

    /** The same of a call. One that was taken has arrived, whatever key was pressed or none: that is an answer of its own. */
    private static String callState(String status) {
        return switch (status) {
            case "completed" -> "DELIVRD";
            case "busy" -> "BUSY";
            case "no-answer" -> "NOANSWER";
            case "failed" -> "REJECTD";
            case "canceled" -> "DELETED";
            default -> "ENROUTE";
        };
    }

    /** Stores what was called back with; whether it came for the first time. What it throws makes Twilio call again. */
    public boolean take(Callback callback) {
        return once.take(callback.event(), callback.incoming());
    }

    /** It is not Twilio that called. */
    public static final class Forged extends RuntimeException {
        private static final long serialVersionUID = 1;

        Forged(String message) {
            super(message);
        }
    }
}
