package cn.shanshao.ingest.wire;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of quantities as people and devices write them, brought into the one form that is used everywhere else. */
public final class Channels {
    private static final Pattern EXTRA = Pattern.compile("x\\.[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}");
    private static final Pattern DEPTH = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3})?");
    private static final BigDecimal DEEPEST = new BigDecimal(500);
    private static final int LONGEST = 80;

    private Channels() {}

    static boolean isExtra(String quantity) {
        return EXTRA.matcher(quantity).matches();
    }

    /** The catalogue's name, its depth without needless digits ({@code 0.50} is {@code 0.5}); empty when not one of ours. */
    public static Optional<String> normal(String quantity) {
        if (isExtra(quantity)) {
            return Optional.of(quantity);
        }
        if (quantity.length() > LONGEST || Quantity.of(quantity).isEmpty()) {
            return Optional.empty();
        }
        var slash = quantity.indexOf('/') + 1;
        return slash == 0
                ? Optional.of(quantity)
                : depth(quantity.substring(slash)).map(depth -> quantity.substring(0, slash) + depth);
    }

    /** As {@link #normal}, and what is not one of ours as it is: others have to refuse it. */
    static String normalOrSame(String quantity) {
        return normal(quantity).orElse(quantity);
    }

    /** The shortest decimal of a depth in metres: 0 to 500, at most three decimals; empty for anything else. */
    static Optional<String> depth(String text) {
        if (!DEPTH.matcher(text).matches()) {
            return Optional.empty();
        }
        var metres = new BigDecimal(text);
        if (metres.compareTo(DEEPEST) > 0) {
            return Optional.empty();
        }
        return Optional.of(
                metres.signum() == 0 ? "0" : metres.stripTrailingZeros().toPlainString());
    }

    /** Why {@link #normal} finds nothing. */
    static String fault(String quantity) {
        var slash = quantity.indexOf('/');
        var isDeep = slash >= 0
                && Quantity.of(quantity.substring(0, slash))
                        .filter(Quantity::deep)
                        .isPresent();
        return isDeep
                ? "depth of %s: expected 0 to 500 m with at most three decimals, was %s"
                        .formatted(quantity.substring(0, slash), Shown.of(quantity.substring(slash + 1)))
                : "n: expected a quantity of the catalogue (depth 0 to 500 m where it has one) or x.<name>, was "
                        + Shown.of(quantity);
    }
}
