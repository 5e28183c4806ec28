package cn.shanshao.allinone.web;

import cn.shanshao.center.registry.Credential;
import cn.shanshao.center.registry.CredentialsChanged;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.broker.DeviceLogins;
import java.util.stream.Collectors;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Keeps the broker's list of device logins as the registry has it: whole at the start, then change by change. */
class DeviceDoor {
    private final DeviceLogins logins;

    DeviceDoor(DeviceLogins logins, Registry registry) {
        this.logins = logins;
        logins.replaceAll(registry.credentials().stream()
                .collect(Collectors.toMap(Credential::deviceId, c -> new DeviceLogins.Login(c.salt(), c.hash()))));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(CredentialsChanged changed) {
        if (changed.salt() == null || changed.hash() == null) {
            logins.remove(changed.deviceId());
        } else {
            logins.put(changed.deviceId(), changed.salt(), changed.hash());
        }
    }
}
