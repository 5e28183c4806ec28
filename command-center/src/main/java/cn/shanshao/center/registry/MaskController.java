package cn.shanshao.center.registry;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.Channels;
import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import jakarta.validation.Valid;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Corrections of data (数据订正): which readings of a channel are bad, who says so and why. It can end an alert, so it is for
 * experts, and for those who may sign or administrate.
 */
@RestController
@RequestMapping("/api/v1/devices/{id}/masks")
class MaskController {
    private final Masks masks;
    private final Registry registry;
    private final Divisions divisions;

    MaskController(Masks masks, Registry registry, Divisions divisions) {
        this.masks = masks;
        this.registry = registry;
        this.divisions = divisions;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mask mask(@AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody MaskForm form) {
        mayCorrect(user, id);
        return masks.add(id, form.channel(), form.mask(user.username()));
    }

    /** Another end, or another reason, of the span that begins at {@code from}. */
    @PutMapping
    Mask change(@AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody MaskForm form) {
        mayCorrect(user, id);
        return masks.change(id, form.channel(), form.mask(user.username()));
    }

    /** The readings count again, as if they had never been masked. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @RequestParam String quantity,
            @RequestParam Instant from) {
        mayCorrect(user, id);
        masks.remove(id, Channels.normal(quantity).orElse(quantity), from, user.username());
    }

    private void mayCorrect(CurrentUser user, String id) {
        divisions.mustSee(user, registry.getDevice(id).division(), "device", id);
        user.mustBe(Role.EXPERT, Role.SIGNER, Role.ADMINISTRATOR);
    }
}
