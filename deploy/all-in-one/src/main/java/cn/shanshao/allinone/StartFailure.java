package cn.shanshao.allinone;

import org.jspecify.annotations.Nullable;

/** Why the system does not start, and what mends it; both are shown to the operator as they are. */
class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String mend;

    StartFailure(String what, String mend) {
        this(what, mend, null);
    }

    StartFailure(String what, String mend, @Nullable Throwable cause) {
        super(what, cause);
        this.mend = mend;
    }

    String mend() {
        return mend;
    }
}
