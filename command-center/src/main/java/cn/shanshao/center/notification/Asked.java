package cn.shanshao.center.notification;

/** What a message asked, by which the digit that comes back is read. */
enum Asked {
    /** 1 it is real, 2 nothing is seen. */
    CHECK,
    /** 1 moved, 2 help, 0 wrong person. */
    MOVE,
    /** 1 back home, 2 help, 0 wrong person. */
    RETURN,
    /** 1 I shall go there, 2 I cannot, 0 wrong person. */
    GO,
    /**
     * 3 those whom I went to have moved, 2 they need help. Not 1: who was asked for several households answers each text with
     * it, and nobody has moved for that.
     */
    REPORT,
    /** 1 I have seen it. */
    WAKE,
    NOTHING
}
