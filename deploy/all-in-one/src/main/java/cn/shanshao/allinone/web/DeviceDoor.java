package cn.shanshao.allinone.web;

import cn.shanshao.center.registry.Credential;
import cn.shanshao.center.registry.CredentialsChanged;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.broker.DeviceLogins;
import cn.shanshao.ingest.wire.Text;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Keeps the broker's list of device logins as the registry has it: whole at the start, then change by change. A change
 * that cannot be written is not forgotten: the whole list is written again until it is on disk, or a device whose login
 * was revoked would stay let in.
 */
class DeviceDoor {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceDoor.class);

    private final DeviceLogins logins;
    private final Registry registry;
    private volatile boolean behind;

    DeviceDoor(DeviceLogins logins, Registry registry) {
        this.logins = logins;
        this.registry = registry;
        writeAll();
    }

    /** Empty when the broker lets in whom the registry says. */
    List<Text> faults() {
        return behind
                ? List.of(new Text(
                        "设备登录名单未能写入，已吊销的设备可能仍能登录", "device logins are not written: a revoked device may get in"))
                : List.of();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    synchronized void on(CredentialsChanged changed) {
        try {
            if (changed.salt() == null || changed.hash() == null) {
                logins.remove(changed.deviceId());
            } else {
                logins.put(changed.deviceId(), changed.salt(), changed.hash());
            }
        } catch (RuntimeException e) {
            behind = true;
            LOG.error("the login of {} cannot be written, trying again", changed.deviceId(), e);
        }
    }

    @Scheduled(fixedDelay = 3_000)
    synchronized void catchUp() {
        if (!behind) {
            return;
        }
        try {
            writeAll();
            behind = false;
            LOG.info("the device logins are as the registry has them again");
        } catch (RuntimeException e) {
            LOG.error("the device logins cannot be written yet: {}", e.toString());
        }
    }

    private void writeAll() {
        logins.replaceAll(registry.credentials().stream()
                .collect(Collectors.toMap(Credential::deviceId, c -> new DeviceLogins.Login(c.salt(), c.hash()))));
    }
}
