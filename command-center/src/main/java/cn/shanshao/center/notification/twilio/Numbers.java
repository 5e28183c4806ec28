package cn.shanshao.center.notification.twilio;

/** Telephone numbers as Twilio has them (E.164), and as we have them: without the code of China, with that of others. */
final class Numbers {
    private static final String CHINA = "+86";

    private Numbers() {}

    static String international(String number) {
        return number.startsWith("+") ? number : CHINA + number;
    }

    static String ours(String international) {
        return international.startsWith(CHINA) ? international.substring(CHINA.length()) : international;
    }
}
