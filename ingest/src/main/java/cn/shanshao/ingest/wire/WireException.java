package cn.shanshao.ingest.wire;

/** Input that does not keep the contract; the message names the field, the value and what was expected. */
public final class WireException extends RuntimeException {
    private final String reason;

    /**
     * @param reason a short, stable code, e.g. {@code json}, {@code unit}, {@code time}
     */
    public WireException(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
