package cn.shanshao.ingest.wire;

/**
 * Input that does not keep the contract; the message names the field, the value and what was expected. It has no stack
 * trace: a pack may hold ten thousand of them, and where they come from is of no interest.
 */
public final class WireException extends RuntimeException {
    private final String reason;

    /**
     * @param reason a short, stable code, e.g. {@code json}, {@code unit}, {@code time}
     */
    public WireException(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
