package cn.shanshao.center.notification;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.notification.CryView.Numbers;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Cries for help over HTTP. */
@RestController
@RequestMapping("/api/v1/cries")
class CryController {
    private static final int LONGEST_NOTE = 500;

    private final CryDesk desk;

    CryController(CryDesk desk) {
        this.desk = desk;
    }

    /** @param note who did what */
    record Settlement(@NotBlank @Size(max = LONGEST_NOTE) String note) {
        /** Without the note. */
        @Override
        public String toString() {
            return "Settlement[]";
        }
    }

    /** @param open those that wait; otherwise those that are settled */
    @GetMapping
    List<CryView> list(@AuthenticationPrincipal CurrentUser user, @RequestParam(defaultValue = "true") boolean open) {
        return desk.list(user, open);
    }

    /** Takes it on: nobody else is called. */
    @PostMapping("/{id}/take")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    CryView take(@AuthenticationPrincipal CurrentUser user, @PathVariable long id) {
        return desk.take(id, user);
    }

    /** Whole numbers, for those who ring; each look stands in the trail. */
    @GetMapping("/{id}/numbers")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    Numbers numbers(@AuthenticationPrincipal CurrentUser user, @PathVariable long id) {
        return desk.numbers(id, user);
    }

    @PostMapping("/{id}/settle")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    CryView settle(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable long id,
            @Valid @RequestBody Settlement settlement) {
        return desk.settle(id, settlement.note(), user);
    }
}
