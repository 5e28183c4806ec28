package cn.shanshao.ingest.wire.gb;

import cn.shanshao.ingest.wire.Shown;
import cn.shanshao.ingest.wire.WireException;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import tools.jackson.core.JsonToken;

/** Numbers, however they are written. */
final class GbValue {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,3})?");

    private GbValue() {}

    /** The number that a value is, be it in quotes; empty for anything else. */
    static OptionalDouble number(Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            return OptionalDouble.of(number);
        }
        var text = value instanceof String written ? written.strip() : "";
        if (text.length() > 90 || !NUMBER.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        var number = Double.parseDouble(text);
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /**
     * @throws WireException when the value is none
     */
    static double number(String name, Object value) {
        return number(value).orElseThrow(() -> new WireException("value", fault(name, value)));
    }

    private static String fault(String name, Object value) {
        var shown = value instanceof JsonToken token && token == JsonToken.START_ARRAY ? "an array" : Shown.of(value);
        return "%s: expected a finite number, was %s".formatted(Shown.clip(name, 80), shown);
    }
}
