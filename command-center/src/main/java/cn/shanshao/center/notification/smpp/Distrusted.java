package cn.shanshao.center.notification.smpp;

import java.io.IOException;

/** Who answers at the carrier's address could not prove that it is the carrier; nothing was sent there. */
final class Distrusted extends IOException {
    private static final long serialVersionUID = 1;

    Distrusted(String message, Throwable cause) {
        super(message, cause);
    }
}
