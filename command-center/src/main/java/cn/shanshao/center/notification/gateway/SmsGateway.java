package cn.shanshao.center.notification.gateway;

import java.util.List;

/**
 * A way to people's phones through one carrier. What each of its implementations must do stands in {@code SmsGatewayKit},
 * which runs them all.
 */
public interface SmsGateway extends AutoCloseable {
    /** May be called again after {@link #close}. */
    void start();

    /** Whether a message could be submitted now. */
    boolean isBound();

    /** Why not; of no meaning while it is. */
    String trouble();

    /** How each of its sessions stands, also those that are away. */
    default List<Standing> sessions() {
        return List.of(new Standing(isBound(), 0, trouble()));
    }

    /**
     * One session with the carrier.
     *
     * @param outstanding requests there that have no answer yet, where they are counted by session
     * @param trouble why it is not bound; of no meaning while it is
     */
    record Standing(boolean isBound, int outstanding, String trouble) {}

    /** How many {@link #submit} calls are worth making at once. */
    int window();

    /** Whether it takes flash messages (闪信, class 0). */
    boolean flashes();

    /** How many times a text is submitted, once for each part. */
    int parts(String text);

    /**
     * Sends one part, from 1, and waits for the answer.
     *
     * @throws WrongRealm when the message is of another realm than the gateway; nothing else is thrown
     */
    Outcome submit(Submission message, int part);

    @Override
    void close();
}
