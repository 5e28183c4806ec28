package cn.shanshao.allinone.postgres;

/** The embedded PostgreSQL could not be started or is not durable; the message says what mends it. */
public final class PostgresFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PostgresFailure(String message) {
        super(message);
    }

    PostgresFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
