package cn.shanshao.center.notification;

import java.util.Locale;

/** By which way a message comes to a person. */
enum Channel {
    /** A short message that waits on the phone. */
    SMS,
    /** A short message of class 0 (闪信): shown at once, over whatever the phone is doing. */
    FLASH,
    /** A call that speaks the text and takes a key. */
    VOICE;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Channel of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
