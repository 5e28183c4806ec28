package cn.shanshao.center.registry;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.DeviceRecordStore.Due;
import cn.shanshao.center.registry.DeviceRecords.DeviceRecord;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How devices stand, their certificates, and what became of them. */
@RestController
@RequestMapping("/api/v1")
class DeviceRecordController {
    private final DeviceRecords records;
    private final Registry registry;
    private final Divisions divisions;
    private final Clock clock;

    DeviceRecordController(DeviceRecords records, Registry registry, Divisions divisions, Clock clock) {
        this.records = records;
        this.registry = registry;
        this.divisions = divisions;
        this.clock = clock;
    }

    /**
     * @param factor by which the raw value is multiplied
     * @param zero added afterwards, in the unit of the quantity
     * @param validUntil the last day on which it holds
     */
    record CalibrationForm(
            @NotNull String quantity,
            @NotNull LocalDate calibratedOn,
            @NotNull Double factor,
            @NotNull Double zero,
            @NotBlank @Size(max = 100) String certificate,
            @NotNull LocalDate validUntil) {}

    @GetMapping("/devices/{id}/record")
    DeviceRecord record(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        user.mustBe(Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT, Role.CREW);
        return records.of(seen(user, id));
    }

    /** Calibrations that have run out, or will within 30 days, the oldest first. */
    @GetMapping("/calibrations/due")
    List<Due> due(@AuthenticationPrincipal CurrentUser user) {
        return records.due(divisions.under(user.division()));
    }

    @PutMapping("/devices/{id}/installation")
    @OnlyFor(Role.ADMINISTRATOR)
    Installation install(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @Valid @RequestBody Installation installation) {
        return records.install(seen(user, id), installation, user.username());
    }

    @PostMapping("/devices/{id}/calibrations")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.CREATED)
    Calibration calibrate(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @Valid @RequestBody CalibrationForm form) {
        var device = seen(user, id);
        return records.calibrate(
                device,
                new Calibration(
                        UUID.randomUUID().toString(),
                        device.id(),
                        form.quantity(),
                        form.calibratedOn(),
                        form.factor(),
                        form.zero(),
                        form.certificate(),
                        form.validUntil(),
                        user.username(),
                        clock.instant()));
    }

    @DeleteMapping("/devices/{id}/calibrations/{calibration}")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeCalibration(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @PathVariable String calibration) {
        records.removeCalibration(seen(user, id), calibration, user.username());
    }

    private Device seen(CurrentUser user, String id) {
        var device = registry.getDevice(id);
        divisions.mustSee(user, device.division(), "device", id);
        return device;
    }
}
