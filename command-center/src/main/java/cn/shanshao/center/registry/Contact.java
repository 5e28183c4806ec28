package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.Realm;
import org.jspecify.annotations.Nullable;

/**
 * A person of a hazard point's card.
 *
 * @param version rises with every change; 0 for one that is not stored yet
 * @param phone digits, with {@code +} and the country code where it is not Chinese; show it only {@link #maskedPhone()}
 * @param language BCP 47, e.g. {@code zh}, {@code ko}
 * @param login under which this person signs; {@code null}: under none
 */
public record Contact(
        String id,
        long version,
        String pointId,
        String name,
        String phone,
        ContactRole role,
        String language,
        Realm realm,
        @Nullable String login) {
    /** One who has no login. */
    public Contact(
            String id,
            long version,
            String pointId,
            String name,
            String phone,
            ContactRole role,
            String language,
            Realm realm) {
        this(id, version, pointId, name, phone, role, language, realm, null);
    }

    /** One to be stored whatever stands there. */
    public Contact(
            String id, String pointId, String name, String phone, ContactRole role, String language, Realm realm) {
        this(id, 0, pointId, name, phone, role, language, realm);
    }

    /** As people may see it: {@code 138****0001}. */
    public String maskedPhone() {
        return Phones.masked(phone);
    }

    /** Without the number, so that it does not end in a log. */
    @Override
    public String toString() {
        return "Contact[%s, %s of %s]".formatted(id, role, pointId);
    }
}
