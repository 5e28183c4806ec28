package cn.shanshao.ingest.wire;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of quantities as devices write them, brought into the one form that is used everywhere else. */
final class Channels {
    private static final Pattern EXTRA = Pattern.compile("x\\.[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}");
    private static final Pattern DEPTH = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3})?");
    private static final BigDecimal DEEPEST = new BigDecimal(500);

    private Channels() {}

    static boolean isExtra(String quantity) {
        return EXTRA.matcher(quantity).matches();
    }

    /** The catalogue's name, its depth without needless digits ({@code 0.50} is {@code 0.5}); empty when not one of ours. */
    static Optional<String> normal(String quantity) {
        if (quantity.length() > 80) {
            return Optional.empty();
        }
        var slash = quantity.indexOf('/');
        if (isExtra(quantity) || slash < 0 && Quantity.of(quantity).isPresent()) {
            return Optional.of(quantity);
        }
        return slash >= 0 && Quantity.of(quantity).isPresent()
                ? depth(quantity.substring(slash + 1)).map(depth -> quantity.substring(0, slash + 1) + depth)
                : Optional.empty();
    }

    private static Optional<String> depth(String text) {
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
}
