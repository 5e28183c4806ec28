package cn.shanshao.center.registry;

import cn.shanshao.center.China;
import cn.shanshao.center.RetentionSettings;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import java.time.Clock;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Erases people who were taken off the card of their point long enough ago. */
@Component
@Transactional
class ContactExpiry {
    private final ContactStore contacts;
    private final Registry registry;
    private final Audit audit;
    private final RetentionSettings retention;
    private final Clock clock;

    ContactExpiry(ContactStore contacts, Registry registry, Audit audit, RetentionSettings retention, Clock clock) {
        this.contacts = contacts;
        this.registry = registry;
        this.audit = audit;
        this.retention = retention;
        this.clock = clock;
    }

    @Scheduled(cron = "0 50 2 * * *", zone = China.ZONE_NAME)
    void everyNight() {
        contacts.endedBefore(clock.instant().minus(retention.contacts())).forEach((id, point) -> {
            contacts.forget(id);
            audit.forget(Registry.person(id));
            audit.record(Act.of("system", "contact.expire", id)
                    .in(registry.getPoint(point).division())
                    .telling(Map.of("point", point)));
        });
    }
}
