package cn.shanshao.ingest.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** Who may come in, and what each may send to and read from. The {@link Gate} before it sees the packets themselves. */
final class Access implements ActiveMQSecurityManager5 {
    private final Map<String, String> services;
    private final DeviceLogins devices;
    private final Refusals refusals;

    /** Of those who came in, asked with every message. */
    private final Map<String, Rights> known = new ConcurrentHashMap<>();

    Access(Map<String, String> services, DeviceLogins devices, Refusals refusals) {
        this.services = services;
        this.devices = devices;
        this.refusals = refusals;
    }

    /** The rights of a login that was checked, or is about to be. */
    Rights rightsOf(String login) {
        return services.containsKey(login) ? Rights.ofService(login) : Rights.ofDevice(login);
    }

    /**
     * Whether a client id is this login's: the login itself, or the login, a dash and a suffix. Device ids contain
     * dashes too; where {@code a} and {@code a-b} are both logins, {@code a-b-c} belongs to the longer one.
     */
    boolean owns(String login, String clientId) {
        if (!clientId.equals(login) && !clientId.startsWith(login + "-")) {
            return false;
        }
        for (var end = clientId.length(); end > login.length(); end = clientId.lastIndexOf('-', end - 1)) {
            var other = clientId.substring(0, end);
            if (services.containsKey(other) || devices.knows(other)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String login, @Nullable String password, RemotingConnection connection, String domain) {
        if (login == null || password == null || !matches(login, password)) {
            refusals.count(Refusal.LOGIN, login + " at " + connection.getRemoteAddress(), "unknown, or wrong password");
            return null;
        }
        var subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(login));
        return subject;
    }

    private boolean matches(String login, String password) {
        var service = services.get(login);
        return service == null
                ? devices.matches(login, password)
                : MessageDigest.isEqual(
                        service.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
        var login = subject.getPrincipals(UserPrincipal.class).iterator().next().getName();
        var allowed = mayUse(login, check, address);
        if (!allowed) {
            // a PUBLISH to a new topic asks for its address first; a SUBSCRIBE has passed the gate by now
            var publishing = check == CheckType.SEND || check == CheckType.CREATE_ADDRESS;
            refusals.count(publishing ? Refusal.PUBLISH : Refusal.SUBSCRIBE, login, check + " " + address);
        }
        return allowed;
    }

    /** @param address Artemis's name of a topic or filter, dots for slashes, a star for a plus; for queues {@code address::queue} */
    private boolean mayUse(String login, CheckType check, String address) {
        var rights = known.computeIfAbsent(login, this::rightsOf);
        var queue = address.indexOf("::");
        var topic = (queue < 0 ? address : address.substring(0, queue))
                .replace('.', '/')
                .replace('*', '+');
        return switch (check) {
            case SEND -> rights.mayPublish(topic);
            case CREATE_ADDRESS -> rights.mayPublish(topic) || mayRead(rights, topic);
            case CONSUME,
                    CREATE_DURABLE_QUEUE,
                    CREATE_NON_DURABLE_QUEUE,
                    DELETE_DURABLE_QUEUE,
                    DELETE_NON_DURABLE_QUEUE ->
                mayRead(rights, topic) && isOwnQueue(login, queue < 0 ? null : address.substring(queue + 2));
            default -> false;
        };
    }

    private static boolean mayRead(Rights rights, String topic) {
        return rights.maySubscribe(topic) || rights.maySubscribe("$share/" + rights.group() + "/" + topic);
    }

    /** A queue is named after the client id of its only reader, or after its group. */
    private static boolean isOwnQueue(String login, @Nullable String queue) {
        return queue == null || queue.startsWith(login + "-") || queue.startsWith(login + ".");
    }

    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
        return false;
    }
}
