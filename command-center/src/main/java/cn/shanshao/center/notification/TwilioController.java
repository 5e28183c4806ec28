package cn.shanshao.center.notification;

import cn.shanshao.center.Problem;
import cn.shanshao.center.notification.twilio.Callbacks;
import cn.shanshao.center.notification.twilio.Callbacks.Forged;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where Twilio calls back. Nobody is signed in here: what is not signed by Twilio over this very address, or was taken
 * before, is refused and stands in the audit trail. The form is read as the container reads one, which bounds it: anybody
 * may send one.
 */
@RestController
class TwilioController {
    static final String PATH = "/api/v1/callbacks/twilio";

    private static final String SIGNATURE = "X-Twilio-Signature";

    private final Carrier carrier;
    private final RefusedCallbacks refused;

    TwilioController(Carrier carrier, RefusedCallbacks refused) {
        this.carrier = carrier;
        this.refused = refused;
    }

    /** How far a message has come. */
    @PostMapping(
            path = PATH + "/{gateway}/status/{reference}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.APPLICATION_XML_VALUE)
    String status(
            @PathVariable String gateway,
            @PathVariable int reference,
            @RequestHeader(name = SIGNATURE, required = false) @Nullable String signature,
            @RequestParam MultiValueMap<String, String> form) {
        return take(gateway, "status/" + reference, form, signature);
    }

    /** How a call ended. */
    @PostMapping(
            path = PATH + "/{gateway}/call/{reference}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.APPLICATION_XML_VALUE)
    String call(
            @PathVariable String gateway,
            @PathVariable int reference,
            @RequestHeader(name = SIGNATURE, required = false) @Nullable String signature,
            @RequestParam MultiValueMap<String, String> form) {
        return take(gateway, "call/" + reference, form, signature);
    }

    /** What somebody types. */
    @PostMapping(
            path = PATH + "/{gateway}/text",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.APPLICATION_XML_VALUE)
    String text(
            @PathVariable String gateway,
            @RequestHeader(name = SIGNATURE, required = false) @Nullable String signature,
            @RequestParam MultiValueMap<String, String> form) {
        return take(gateway, "text", form, signature);
    }

    /** The key that somebody presses while the text of a message is spoken to them, in that language. */
    @PostMapping(
            path = {PATH + "/{gateway}/key/{reference}", PATH + "/{gateway}/key/{reference}/{language}"},
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.APPLICATION_XML_VALUE)
    String key(
            @PathVariable String gateway,
            @PathVariable int reference,
            @PathVariable(required = false) @Nullable String language,
            @RequestHeader(name = SIGNATURE, required = false) @Nullable String signature,
            @RequestParam MultiValueMap<String, String> form) {
        return take(gateway, "key/" + reference + (language == null ? "" : "/" + language), form, signature);
    }

    private String take(String gateway, String place, MultiValueMap<String, String> form, @Nullable String signature) {
        var callbacks = carrier.callbacks(gateway)
                .orElseThrow(() -> refused.because(gateway, "forged", "no gateway of this name is called back"));
        var callback = read(callbacks, gateway, place, form.toSingleValueMap(), signature);
        if (!callbacks.take(callback)) {
            throw refused.because(gateway, "replayed", "this callback was taken before");
        }
        return callback.answer();
    }

    private Callbacks.Callback read(
            Callbacks callbacks, String gateway, String place, Map<String, String> form, @Nullable String signature) {
        try {
            return callbacks.read(place, form, signature);
        } catch (Forged e) {
            throw refused.because(gateway, "forged", String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw Problem.badParameter("form", form.keySet(), String.valueOf(e.getMessage()));
        }
    }
}
