package cn.shanshao.sim;

/** The command cannot do what it was asked; the message says why and what to do. */
public final class Usage extends RuntimeException {
    public Usage(String message) {
        super(message);
    }
}
