package cn.shanshao.ingest.wire;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The field names of RFC 8428, § 4 (JSON) and table 4 (CBOR). */
enum Label {
    BVER("bver", -1),
    BN("bn", -2),
    BT("bt", -3),
    BU("bu", -4),
    BV("bv", -5),
    BS("bs", -6),
    N("n", 0),
    U("u", 1),
    V("v", 2),
    VS("vs", 3),
    VB("vb", 4),
    S("s", 5),
    T("t", 6),
    UT("ut", 7),
    VD("vd", 8);

    private static final Map<String, Label> BY_TEXT = new HashMap<>();
    private static final Map<String, Label> BY_NUMBER = new HashMap<>();

    static {
        for (var label : values()) {
            BY_TEXT.put(label.text, label);
            BY_NUMBER.put(Integer.toString(label.number), label);
        }
    }

    final String text;
    final int number;

    Label(String text, int number) {
        this.text = text;
        this.number = number;
    }

    static @Nullable Label ofJson(String key) {
        return BY_TEXT.get(key);
    }

    /** CBOR keys are integers, which the parser hands over as text; text keys are taken as well. */
    static @Nullable Label ofCbor(String key) {
        var label = BY_NUMBER.get(key);
        return label == null ? BY_TEXT.get(key) : label;
    }

    boolean isBase() {
        return number < 0;
    }

    boolean isText() {
        return this == BN || this == BU || this == N || this == U;
    }
}
