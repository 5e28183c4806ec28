package cn.shanshao.center.residents;

import java.util.Map;

/**
 * Something that people's lives hang on, of which there is only one.
 *
 * @param code what kind, e.g. {@code many-one-person}
 * @param subject id of the household, device or number that it is about; empty for the point as a whole
 * @param text what is wrong, by language {@code zh} and {@code en}; numbers in it are masked
 * @param mend what would put it right, by language
 */
public record Weakness(
        String pointId, String code, String subject, Map<String, String> text, Map<String, String> mend) {
    public Weakness {
        text = Map.copyOf(text);
        mend = Map.copyOf(mend);
    }

    /** Without the words, in which people are named, so that they do not end in a log. */
    @Override
    public String toString() {
        return "Weakness[%s at %s]".formatted(code, pointId);
    }
}
