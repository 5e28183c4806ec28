package cn.shanshao.center.notification.gateway;

/** A way to call people: it speaks the text, and hands over the key that they press as {@link Incoming.Typed}. */
public interface VoiceGateway {
    /** Whether it was set up to call people at all. */
    boolean calls();

    /**
     * Has the number called.
     *
     * @throws WrongRealm when the call is of another realm than the gateway; nothing else is thrown
     */
    Outcome call(Submission message);
}
