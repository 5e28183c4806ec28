package cn.shanshao.center.notification.smpp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Where the virtual carrier listens.
 *
 * @param from the number that messages come from
 * @param window how many requests may wait for their answer at once
 * @param answer how long to wait for an answer before the outcome is unknown
 * @param enquire how long a silent connection is trusted before it is asked whether it lives
 */
public record SmppSettings(
        String host,
        int port,
        String systemId,
        String password,
        String from,
        int window,
        Duration answer,
        Duration enquire) {

    /**
     * @throws IllegalArgumentException when the host is not this machine: the exercise realm has no route to a real
     *     gateway, so nothing but a loopback address is taken here
     */
    public SmppSettings {
        if (!isLoopback(host)) {
            throw new IllegalArgumentException(
                    "shanshao.sms.virtual.host must be a loopback address (exercise messages have no route to a real"
                            + " gateway), was " + host);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
