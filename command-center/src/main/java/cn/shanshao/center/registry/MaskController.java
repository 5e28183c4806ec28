package cn.shanshao.center.registry;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.Channels;
import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
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
 * experts, and for those who may sign or administrate. While a grave alert stands on the channel, one of them is not enough.
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

    /**
     * @param state {@code standing}, or {@code proposed} while it waits for a second person
     */
    record Answer(@JsonUnwrapped Mask mask, String state, MaskEffect effect) {}

    /** All of the device, and what waits for a second person. */
    @GetMapping
    List<KnownMask> list(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        divisions.mustSee(user, registry.getDevice(id).division(), "device", id);
        return masks.ofDevice(id);
    }

    /** What would fall: nothing is stored. */
    @PostMapping("/preview")
    @OnlyFor({Role.EXPERT, Role.SIGNER, Role.ADMINISTRATOR})
    MaskEffect preview(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody MaskForm form) {
        mustSee(user, id);
        return masks.preview(id, form.channel(), form.mask(user.username()));
    }

    /** 201 when it is in force, 202 when it waits for a second person. */
    @PostMapping
    @OnlyFor({Role.EXPERT, Role.SIGNER, Role.ADMINISTRATOR})
    ResponseEntity<Answer> mask(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody MaskForm form) {
        mustSee(user, id);
        return answer(masks.add(id, form.channel(), form.mask(user.username())), HttpStatus.CREATED);
    }

    private static ResponseEntity<Answer> answer(Masks.Declared declared, HttpStatus inForce) {
        return ResponseEntity.status(declared.proposed() ? HttpStatus.ACCEPTED : inForce)
                .body(new Answer(declared.mask(), declared.proposed() ? "proposed" : "standing", declared.effect()));
    }

    /**
     * Which proposal.
     *
     * @param from its first moment
     */
    record Proposal(@NotBlank String quantity, @NotNull Instant from) {
        String channel() {
            return Channels.normal(quantity).orElse(quantity);
        }
    }

    /** A second person agrees to what another one has proposed. */
    @PostMapping("/confirm")
    @OnlyFor({Role.EXPERT, Role.ADMINISTRATOR})
    Mask confirm(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody Proposal proposal) {
        divisions.mustSee(user, registry.getDevice(id).division(), "device", id);
        return masks.confirm(id, proposal.channel(), proposal.from(), user.username());
    }

    /** A proposal is dropped. */
    @DeleteMapping("/proposals")
    @OnlyFor({Role.EXPERT, Role.SIGNER, Role.ADMINISTRATOR})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @RequestParam String quantity,
            @RequestParam Instant from) {
        mustSee(user, id);
        masks.drop(id, Channels.normal(quantity).orElse(quantity), from, user.username());
    }

    /** Another end, or another reason, of the span that begins at {@code from}. */
    @PutMapping
    @OnlyFor({Role.EXPERT, Role.SIGNER, Role.ADMINISTRATOR})
    ResponseEntity<Answer> change(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody MaskForm form) {
        mustSee(user, id);
        return answer(masks.change(id, form.channel(), form.mask(user.username())), HttpStatus.OK);
    }

    /** The readings count again, as if they had never been masked. */
    @DeleteMapping
    @OnlyFor({Role.EXPERT, Role.SIGNER, Role.ADMINISTRATOR})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @RequestParam String quantity,
            @RequestParam Instant from) {
        mustSee(user, id);
        masks.remove(id, Channels.normal(quantity).orElse(quantity), from, user.username());
    }

    private void mustSee(CurrentUser user, String id) {
        divisions.mustSee(user, registry.getDevice(id).division(), "device", id);
    }
}
