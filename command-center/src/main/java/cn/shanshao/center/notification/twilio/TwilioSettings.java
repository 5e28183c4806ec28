package cn.shanshao.center.notification.twilio;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An account at Twilio.
 *
 * @param api where its interface is, {@code https://api.twilio.com}
 * @param accountSid {@code AC…}
 * @param authToken the account's; callbacks are signed with it
 * @param from a number of the account, {@code +…}, or a messaging service, {@code MG…}
 * @param callbacks our address below which Twilio calls back, as Twilio reaches it
 * @param window how many requests may wait for their answer at once
 * @param rate how many requests may be made in a second, 1…1000; {@code null} for any
 * @param answer how long to wait for an answer before the outcome is unknown
 * @param enquire how often it is asked whether the account is there
 */
public record TwilioSettings(
        URI api,
        String accountSid,
        String authToken,
        String from,
        URI callbacks,
        int window,
        @Nullable Integer rate,
        Duration answer,
        Duration enquire) {
    /** Without the token. */
    @Override
    public String toString() {
        return "TwilioSettings[%s as %s]".formatted(api, accountSid);
    }
}
