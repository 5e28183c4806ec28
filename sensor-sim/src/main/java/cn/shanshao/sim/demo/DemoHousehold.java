package cn.shanshao.sim.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Made-up people under one roof, with numbers that nobody can have.
 *
 * @param number of their card, once at the point
 * @param name of the head of the household
 * @param phones the first one first; two where a neighbour or child can be called too
 * @param language BCP 47 of what they read
 * @param shelter where they go, where it is not the place on the card of the point
 * @param lon degrees, CGCS2000
 * @param lat degrees
 */
public record DemoHousehold(
        String id,
        String pointId,
        String number,
        String name,
        int people,
        List<String> phones,
        String language,
        @Nullable String shelter,
        double lon,
        double lat) {
    public DemoHousehold {
        phones = List.copyOf(phones);
    }

    /** Nobody's name. */
    @Override
    public String toString() {
        return "DemoHousehold[%s]".formatted(id);
    }
}
