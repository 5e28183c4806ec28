package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/** Phone numbers: one form for storing and finding, one for showing, and the range that belongs to nobody. */
public final class Phones {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s()-]+");
    private static final Pattern CHINA = Pattern.compile("^(\\+86|0086|86(?=1\\d{10}$))");
    private static final Pattern FORM = Pattern.compile("\\+?\\d{5,15}");
    /** Eleven digits that begin 100: no carrier can hand such a number out (mobile numbers begin 13…19). */
    private static final Pattern DEMO = Pattern.compile("100\\d{8}");

    private Phones() {}

    /**
     * Digits only, without the Chinese country code.
     *
     * @throws Problem 422 when it is no number
     */
    public static String normal(String phone) {
        return find(phone)
                .orElseThrow(
                        () -> Problem.invalid("phone", phone, "a phone number of 5 to 15 digits, e.g. 13812345678"));
    }

    /** The same; empty when it is no number: carriers also send from names. */
    public static Optional<String> find(String phone) {
        return Optional.of(SEPARATORS.matcher(phone).replaceAll(""))
                .filter(bare -> FORM.matcher(bare).matches())
                .map(bare -> CHINA.matcher(bare).replaceFirst(""));
    }

    public static boolean isDemo(String normal) {
        return DEMO.matcher(normal).matches();
    }

    public static String masked(String phone) {
        var keep = phone.length() < 8 ? 1 : 3;
        return phone.substring(0, keep) + "****" + phone.substring(phone.length() - keep - (keep == 3 ? 1 : 0));
    }
}
