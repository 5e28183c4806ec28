package cn.shanshao.center.warning;

import org.jspecify.annotations.Nullable;

/**
 * One variant of what a notice says: everybody who reads the same language and goes to the same place gets it.
 *
 * @param templateId under which it is registered with carriers
 * @param language BCP 47: {@code zh}, {@code ko} or {@code en}
 * @param shelter where these people go; {@code null} where no place is known
 * @param route by which they go; {@code null} where none is known
 * @param text as it leaves, to the letter
 * @param segments short messages that it takes, of 70 UTF-16 units, or 67 each of several
 * @param people who get it, by the roster at the time
 * @param households to which these belong; 0 people in 0 households for the variant of contacts, who are no residents
 */
public record Words(
        String templateId,
        String language,
        @Nullable String shelter,
        @Nullable String route,
        String text,
        int segments,
        int people,
        int households) {}
