package cn.shanshao.center.warning;

import cn.shanshao.center.residents.Household;
import org.jspecify.annotations.Nullable;

/**
 * Those who get the same words.
 *
 * @param language one that there are templates in
 * @param shelter where they go; {@code null} where no place is known
 * @param route by which they go; {@code null} where none is known
 */
record Reader(
        String language, @Nullable String shelter, @Nullable String route) {
    /** With the place and way of the notice where the household's card names none; its own way leads to its own place. */
    static Reader of(Household household, @Nullable String shelter, @Nullable String route) {
        var unit = household.shelter();
        return unit == null || unit.place().isBlank()
                ? of(household.language(), shelter, household.route() == null ? route : household.route())
                : of(household.language(), unit.place(), household.route());
    }

    static Reader of(String language, @Nullable String shelter, @Nullable String route) {
        return new Reader(Templates.spoken(language), shelter, route);
    }

    static Reader of(Words words) {
        return new Reader(words.language(), words.shelter(), words.route());
    }
}
