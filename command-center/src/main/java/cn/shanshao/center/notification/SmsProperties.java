package cn.shanshao.center.notification;

import cn.shanshao.center.notification.smpp.SmppSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * SMS. There is no key for a real gateway yet: live messages fail, and say so.
 *
 * @param virtual the virtual carrier; absent for none
 */
@ConfigurationProperties("shanshao.sms")
record SmsProperties(@Nullable Virtual virtual) {

    /**
     * @param host of the carrier's SMPP server
     * @param port 0 for none
     * @param systemId login there
     * @param password of that login
     * @param from the number that messages come from
     * @param window requests that may wait for their answer at once
     * @param answer how long to wait for one
     * @param enquire how long a silent connection is trusted
     */
    record Virtual(
            @DefaultValue("127.0.0.1") String host,
            @DefaultValue("0") int port,
            @DefaultValue("shanshao") String systemId,
            @DefaultValue("") String password,
            @DefaultValue("10690000") String from,
            @DefaultValue("8") int window,
            @DefaultValue("10s") Duration answer,
            @DefaultValue("15s") Duration enquire) {

        SmppSettings settings() {
            return new SmppSettings(host, port, systemId, password, from, window, answer, enquire);
        }
    }

    @Nullable
    SmppSettings settings() {
        return virtual == null || virtual.port() == 0 ? null : virtual.settings();
    }
}
