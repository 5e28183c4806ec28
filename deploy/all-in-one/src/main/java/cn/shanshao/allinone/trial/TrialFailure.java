package cn.shanshao.allinone.trial;

/** The system under trial did not do what was asked of it. */
public final class TrialFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TrialFailure(String message) {
        super(message);
    }

    public TrialFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
