package cn.shanshao.allinone.web;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.sim.carrier.Message;
import cn.shanshao.sim.carrier.Phone;
import cn.shanshao.sim.carrier.VirtualCarrier;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The phones of the virtual carrier: what arrived on them, and what their owners type. */
@RestController
@RequestMapping("/phones/api")
class PhonesController {
    private final VirtualCarrier carrier;
    private final Registry registry;
    private final Audit audit;

    PhonesController(VirtualCarrier carrier, Registry registry, Audit audit) {
        this.carrier = carrier;
        this.registry = registry;
        this.audit = audit;
    }

    record Phones(List<Handset> phones) {}

    /** @param name null when the number stands on no card */
    record Handset(
            String number,
            @Nullable String name,
            @Nullable String role,
            @Nullable String pointName,
            List<Message> messages) {}

    record Typed(String text) {}

    @GetMapping
    Phones phones() {
        return new Phones(carrier.phones().stream().map(this::handset).toList());
    }

    @PostMapping("/{number}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void type(@PathVariable String number, @RequestBody Typed typed, @AuthenticationPrincipal CurrentUser user) {
        try {
            carrier.type(number, typed.text());
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("text", typed.text(), String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw Problem.busy(String.valueOf(e.getMessage()), 5);
        }
        audit.record(user.username(), "phone.type", number, Map.of("text", typed.text()));
    }

    private Handset handset(Phone phone) {
        var owner = registry.contactsByPhone(phone.number()).stream().findFirst();
        return new Handset(
                phone.number(),
                owner.map(Contact::name).orElse(null),
                owner.map(contact -> contact.role().name()).orElse(null),
                owner.flatMap(contact -> registry.findPoint(contact.pointId()))
                        .map(point -> point.name())
                        .orElse(null),
                phone.messages());
    }
}
