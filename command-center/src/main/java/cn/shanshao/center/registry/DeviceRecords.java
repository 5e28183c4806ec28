package cn.shanshao.center.registry;

import cn.shanshao.center.China;
import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.registry.DeviceRecordStore.Due;
import cn.shanshao.center.registry.DeviceRecordStore.Happening;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How devices stand, their certificates, and what became of them: for people, and not for the job. */
@Component
@Transactional
class DeviceRecords {
    private static final int SOON_DAYS = 30;

    private final DeviceRecordStore records;
    private final DeviceStore devices;
    private final Audit audit;
    private final Clock clock;

    DeviceRecords(DeviceRecordStore records, DeviceStore devices, Audit audit, Clock clock) {
        this.records = records;
        this.devices = devices;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param loginSince when its MQTT login was issued; {@code null} when it has none */
    record DeviceRecord(
            Installation installation,
            List<Calibration> calibrations,
            @Nullable Instant loginSince,
            List<Happening> history) {}

    @Transactional(readOnly = true)
    DeviceRecord of(Device device) {
        return new DeviceRecord(
                records.installation(device.id()),
                records.calibrations(device.id()),
                records.loginIssuedAt(device.id()).orElse(null),
                records.history(device.id()));
    }

    /** Calibrations that have run out, or will within 30 days. */
    @Transactional(readOnly = true)
    List<Due> due(Collection<String> divisions) {
        return records.due(divisions, today().plusDays(SOON_DAYS));
    }

    /** @throws Problem 409 when it has another version by now; 422 when it is not valid */
    Installation install(Device device, Installation installation, String who) {
        installation.demand(today());
        devices.lock(device.id());
        var before = records.installation(device.id());
        if (!before.version().equals(installation.version())) {
            throw Problem.conflict("the installation of device %s is in version %d by now, you changed version %d"
                    .formatted(device.id(), before.version(), installation.version()));
        }
        records.save(device.id(), installation);
        records.note(device.id(), who, "installation", Map.of());
        var after = records.installation(device.id());
        audit.record(Act.of(who, "device.install", device.id())
                .in(device.division())
                .changing(before.told(device.id()), after.told(device.id())));
        return after;
    }

    /** @throws Problem 422 when it is not valid */
    Calibration calibrate(Device device, Calibration calibration) {
        calibration.demand(device, today());
        records.add(calibration);
        records.note(
                device.id(),
                calibration.enteredBy(),
                "calibration",
                Map.of("quantity", calibration.quantity(), "certificate", calibration.certificate()));
        audit.record(Act.of(calibration.enteredBy(), "device.calibrate", device.id())
                .in(device.division())
                .changing(null, calibration));
        return calibration;
    }

    /** Takes back what was entered wrongly. */
    void removeCalibration(Device device, String id, String who) {
        var calibration = records.calibration(device.id(), id).orElseThrow(() -> Problem.notFound("calibration", id));
        records.removeCalibration(id);
        audit.record(Act.of(who, "device.uncalibrate", device.id())
                .in(device.division())
                .changing(calibration, null));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), China.ZONE);
    }
}
