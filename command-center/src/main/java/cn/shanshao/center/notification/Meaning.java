package cn.shanshao.center.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** What an answer to a check says. */
public enum Meaning {
    /** 属实: it is real. */
    @JsonProperty("real")
    REAL,
    /** 未见: nothing seen. */
    @JsonProperty("nothing")
    NOTHING,
    /** Anything else; a person reads it. */
    @JsonProperty("text")
    TEXT;

    private static final Pattern DECORATION = Pattern.compile("[\\s\\p{Punct}\\p{IsPunctuation}\\p{M}]+");

    /** Reads {@code 1} and {@code 2} however a phone writes them: full width, with a full stop, with blanks. */
    public static Meaning of(String text) {
        var bare = DECORATION
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("");
        return switch (bare) {
            case "1" -> REAL;
            case "2" -> NOTHING;
            default -> TEXT;
        };
    }
}
