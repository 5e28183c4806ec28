package cn.shanshao.center.warning;

import java.util.Locale;

/** What may happen to a warning. */
enum Step {
    /** An alert that is new or worse. */
    RISE,
    ACKNOWLEDGE,
    VERIFY,
    DISMISS,
    SHELVE,
    UNSHELVE,
    /** A notice is handed in for signature. */
    PROPOSE,
    /** The last notice that waited for signature was sent back or withdrawn. */
    RETURN,
    /** A notice goes out, signed by people or under a standing order. */
    ISSUE,
    /** A red that nobody signed or dismissed goes to the people on the spot. */
    GO_UNVERIFIED,
    LIFT,
    /** All that people were told is taken back (更正、作废). */
    TAKE_BACK,
    CLOSE;

    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
