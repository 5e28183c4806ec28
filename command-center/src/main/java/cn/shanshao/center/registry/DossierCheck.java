package cn.shanshao.center.registry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/** What the file of a hazard point must keep, beside what {@link PointCheck} asks of the point. */
final class DossierCheck {
    private static final double MOST_VOLUME = 1e11;
    private static final double MOST_AREA = 1e9;
    private static final double LONGEST = 1e5;
    private static final double DEEPEST = 1_000;
    private static final double MOST_PROPERTY = 1e13;
    private static final int MOST_HOUSEHOLDS = 1_000_000;

    private final HazardPoint point;
    private final Dossier dossier;
    private final Faults faults;

    private DossierCheck(HazardPoint point, Dossier dossier, Faults faults) {
        this.point = point;
        this.dossier = dossier;
        this.faults = faults;
    }

    /**
     * Adds what is wrong.
     *
     * @param within degrees in which the danger zone must lie
     * @param today in China; nothing was found after it
     */
    static void of(HazardPoint point, @Nullable Dossier dossier, Envelope within, LocalDate today, Faults faults) {
        if (dossier != null) {
            new DossierCheck(point, dossier, faults).all(within, today);
        }
    }

    private void all(Envelope within, LocalDate today) {
        size("volume", dossier.volume(), MOST_VOLUME, "m³");
        size("area", dossier.area(), MOST_AREA, "m²");
        size("length", dossier.length(), LONGEST, "m");
        size("width", dossier.width(), LONGEST, "m");
        size("thickness", dossier.thickness(), DEEPEST, "m");
        size("property", dossier.property(), MOST_PROPERTY, "yuan");
        var households = dossier.households();
        faults.unless(
                households == null || households >= 0 && households <= MOST_HOUSEHOLDS,
                "dossier.households",
                households,
                "0…" + MOST_HOUSEHOLDS);
        faults.unless(
                dossier.proneness() == null || point.kind().equals("debris-flow"),
                "dossier.proneness",
                dossier.proneness(),
                "null, or a point of kind debris-flow");
        day("foundOn", dossier.foundOn(), today);
        day("surveyedOn", dossier.surveyedOn(), today);
        faults.unless(
                dossier.foundOn() == null
                        || dossier.surveyedOn() == null
                        || !dossier.surveyedOn().isBefore(dossier.foundOn()),
                "dossier.surveyedOn",
                dossier.surveyedOn(),
                "not before it was found, " + dossier.foundOn());
        if (dossier.zone() != null) {
            var fault = dossier.zone().fault(point.lon(), point.lat(), within);
            if (fault != null) {
                faults.unless(false, "dossier.zone", null, fault);
            }
        }
    }

    private void size(String field, @Nullable Double value, double most, String unit) {
        faults.unless(
                value == null || value >= 0 && value <= most,
                "dossier." + field,
                value,
                "%s, 0…%.0f".formatted(unit, most));
    }

    private void day(String field, @Nullable LocalDate day, LocalDate today) {
        faults.unless(
                day == null || !day.isAfter(today) && day.getYear() >= 1900,
                "dossier." + field,
                day,
                "a day from 1900 to today, " + today);
    }
}
