package cn.shanshao.center.registry;

import cn.shanshao.center.audit.Personal;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a device stands where it stands; what nobody has measured is {@code null}.
 *
 * @param version that was read; 0 where nothing is stored yet
 * @param depth metres below ground, 0…500
 * @param height metres above ground, 0…100
 * @param azimuth degrees clockwise from north of the instrument's own north or first axis, 0…360
 */
record Installation(
        @NotNull Long version,
        @Nullable LocalDate installedOn,
        @Size(max = 60) @Nullable String installedBy,
        @Size(max = 60) @Nullable String serial,
        @Nullable Double depth,
        @Nullable Double height,
        @Nullable Double azimuth,
        @Size(max = 500) @Nullable String note) {
    private static final double DEEPEST = 500;
    private static final double HIGHEST = 100;

    static final Installation NONE = new Installation(0L, null, null, null, null, null, null, null);

    /** The same with these, which are sealed. */
    Installation with(@Nullable String who, @Nullable String what) {
        return new Installation(version, installedOn, who, serial, depth, height, azimuth, what);
    }

    /** For the trail. */
    Map<String, Object> told(String device) {
        var all = new LinkedHashMap<String, Object>();
        put(all, "version", version);
        put(all, "installedOn", installedOn);
        put(all, "serial", serial);
        put(all, "depth", depth);
        put(all, "height", height);
        put(all, "azimuth", azimuth);
        var persons = new LinkedHashMap<String, Object>();
        put(persons, "installedBy", installedBy);
        put(persons, "note", note);
        if (!persons.isEmpty()) {
            all.put("persons", new Personal("installation:" + device, persons));
        }
        return all;
    }

    private static void put(Map<String, Object> all, String key, @Nullable Object value) {
        if (value != null) {
            all.put(key, value);
        }
    }

    /** @throws cn.shanshao.center.Problem 422 that names every wrong field */
    void demand(LocalDate today) {
        new Faults()
                .unless(
                        installedOn == null || !installedOn.isAfter(today),
                        "installedOn",
                        installedOn,
                        "a day that is not to come, or nothing")
                .unless(isWithin(depth, DEEPEST), "depth", depth, "metres below ground, 0…500")
                .unless(isWithin(height, HIGHEST), "height", height, "metres above ground, 0…100")
                .unless(isWithin(azimuth, 360), "azimuth", azimuth, "degrees clockwise from north, 0…360")
                .tell();
    }

    /** Nobody's name. */
    @Override
    public String toString() {
        return "Installation[version %d]".formatted(version);
    }

    private static boolean isWithin(@Nullable Double value, double most) {
        return value == null || value >= 0 && value <= most;
    }
}
