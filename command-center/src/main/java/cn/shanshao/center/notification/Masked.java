package cn.shanshao.center.notification;

/** A telephone number as people may see it: {@code 138****0001}. */
final class Masked {
    private static final int HEAD = 3;
    private static final int TAIL = 4;

    private Masked() {}

    static String of(String phone) {
        return phone.length() < HEAD + TAIL
                ? "*".repeat(phone.length())
                : phone.substring(0, HEAD) + "****" + phone.substring(phone.length() - TAIL);
    }
}
