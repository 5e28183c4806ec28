package cn.shanshao.streaming;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A checkpoint holds state that this version of the job cannot read. */
public final class UnreadableState extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadableState(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
