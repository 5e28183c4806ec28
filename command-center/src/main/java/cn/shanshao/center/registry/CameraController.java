package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.Cameras.Login;
import cn.shanshao.center.registry.Cameras.Stored;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

/** Cameras as they are registered. */
@RestController
@RequestMapping("/api/v1/cameras")
class CameraController {
    private final Cameras cameras;
    private final Registry registry;
    private final Divisions divisions;

    CameraController(Cameras cameras, Registry registry, Divisions divisions) {
        this.cameras = cameras;
        this.registry = registry;
        this.divisions = divisions;
    }

    /** @param version that the caller has seen; only a change needs it */
    record CameraForm(
            @NotNull @Size(min = 1, max = 64) String id,
            @Nullable Long version,
            @NotNull String pointId,
            @NotNull @Size(max = 100) String name,
            @NotNull Double lon,
            @NotNull Double lat,
            @Nullable Double height,
            @NotNull Double bearing,
            @NotNull Double view,
            Camera.@NotNull Kind kind,
            @NotNull String address) {
        Camera camera() {
            return new Camera(
                    id,
                    Objects.requireNonNullElse(version, 0L),
                    pointId,
                    name,
                    lon,
                    lat,
                    height,
                    bearing,
                    view,
                    kind,
                    address);
        }
    }

    /** Both, or neither for a stream that needs none. It is told to nobody again. */
    record LoginForm(
            @Size(max = 100) @Nullable String username,
            @Size(max = 200) @Nullable String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "LoginForm[" + username + "]";
        }

        @Nullable
        Login login() {
            if (username == null && password == null) {
                return null;
            }
            if (username == null || username.isBlank()) {
                throw Problem.invalid("username", username, "a name, or neither name nor password");
            }
            if (password == null || password.isBlank()) {
                throw Problem.invalid("password", null, "a password, or neither name nor password");
            }
            return new Login(username, password);
        }
    }

    @GetMapping
    List<Stored> list(@AuthenticationPrincipal CurrentUser user) {
        user.mustBe(Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT, Role.CREW);
        return cameras.list(divisions.under(user.division()));
    }

    @PostMapping
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<Stored> make(@AuthenticationPrincipal CurrentUser user, @Valid @RequestBody CameraForm form) {
        var made = cameras.make(form.camera(), asked(user, form), user.username());
        return ResponseEntity.created(
                        URI.create("/api/v1/cameras/" + made.camera().id()))
                .body(made);
    }

    @PutMapping("/{id}")
    @OnlyFor(Role.ADMINISTRATOR)
    Stored change(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody CameraForm form) {
        seen(user, id);
        if (!form.id().equals(id)) {
            throw Problem.invalid("id", form.id(), id);
        }
        return cameras.change(form.camera(), asked(user, form), user.username());
    }

    @PutMapping("/{id}/credentials")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void login(@AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody LoginForm form) {
        cameras.saveLogin(id, form.login(), seen(user, id), user.username());
    }

    /** @param version that the caller has seen */
    @DeleteMapping("/{id}")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@AuthenticationPrincipal CurrentUser user, @PathVariable String id, @RequestParam long version) {
        var point = seen(user, id);
        cameras.remove(cameras.get(id).camera(), version, point, user.username());
    }

    /** The point at which the camera looks now. */
    private HazardPoint seen(CurrentUser user, String id) {
        var point = registry.getPoint(cameras.get(id).camera().pointId());
        divisions.mustSee(user, point.division(), "camera", id);
        return point;
    }

    private HazardPoint asked(CurrentUser user, CameraForm form) {
        return registry.findPoint(form.pointId())
                .filter(point -> divisions.sees(user, point.division()))
                .orElseThrow(() -> Problem.invalid("pointId", form.pointId(), "the id of a point of yours"));
    }
}
