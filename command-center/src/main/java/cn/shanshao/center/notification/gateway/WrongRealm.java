package cn.shanshao.center.notification.gateway;

/** A message stood before a gateway of another realm, and did not pass. */
public final class WrongRealm extends IllegalStateException {
    private static final long serialVersionUID = 1;

    WrongRealm(String message) {
        super(message);
    }
}
