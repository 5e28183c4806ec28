package cn.shanshao.detect.rain;

import java.util.List;
import java.util.Map;

/**
 * A published limit of rain, as data. What is judged is the <em>exceedance ratio</em>: 1 at the limit, greater above it,
 * so that a rule can lay its levels over it. Every such limit needs a history of the place before it may warn of anything
 * there: intensity–duration limits alone give many false positives (Bogaard &amp; Greco 2018, Nat. Hazards Earth Syst.
 * Sci. 18, 31–39).
 */
public sealed interface RainThreshold {
    /** Caine (1980), Geografiska Annaler 62 A, 23–27: shallow landslides and debris flows, worldwide. */
    PowerLaw CAINE_1980 = new PowerLaw("caine-1980", 0, 14.82, 0.39, 0.167, 240);

    /** Guzzetti et al. (2008), Landslides 5, 3–17: shallow landslides and debris flows, worldwide, the lower limit. */
    PowerLaw GUZZETTI_2008 = new PowerLaw("guzzetti-2008", 0, 2.20, 0.44, 0.1, 1000);

    /** Aleotti (2004), Engineering Geology 73, 247–265: soil slips in Piedmont. The range is ours. */
    PowerLaw ALEOTTI_2004 = new PowerLaw("aleotti-2004", 0, 19, 0.50, 1, 100);

    /**
     * Chleborad, Baum &amp; Godt (2006), USGS Open-File Report 2006-1064: Seattle, 3.257·D^−1.13 inches an hour; storms
     * after {@link Separation#SEATTLE}.
     */
    PowerLaw SEATTLE_INTENSITY = new PowerLaw("seattle-id", 0, 82.73, 1.13, 20, 55);

    /**
     * Peruccacci et al. (2017), Geomorphology 290, 39–57: Italy, E = 7.7·D^0.39 mm, as an intensity; storms after
     * {@link Separation#SEASONAL}. The range is ours.
     */
    PowerLaw ITALY_2017 = new PowerLaw("italy-2017", 0, 7.7, 0.61, 1, 1200);

    /** All power laws, for a list to choose from. */
    List<PowerLaw> POWER_LAWS = List.of(CAINE_1980, GUZZETTI_2008, ALEOTTI_2004, SEATTLE_INTENSITY, ITALY_2017);

    /** Chleborad (2000), USGS Open-File Report 00-469; 3.5 inches in 3 days after 15 dry ones. */
    Cumulative SEATTLE_CUMULATIVE = new Cumulative("seattle-p3-p15", 88.9, 0.67, 72, 360);

    /** A name to be called by in rules and texts. */
    String id();

    /**
     * Mean intensity over a duration: I = c + α·D^−β, mm/h. The form is that of Guzzetti et al. (2007), Meteorol. Atmos.
     * Phys. 98, 239–267.
     *
     * @param c mm/h, ≥ 0
     * @param alpha mm/h at one hour, > 0
     * @param beta ≥ 0
     * @param shortest duration it holds for, h
     * @param longest duration it holds for, h
     */
    record PowerLaw(String id, double c, double alpha, double beta, double shortest, double longest)
            implements RainThreshold {
        public PowerLaw {
            if (!(c >= 0 && alpha > 0 && beta >= 0 && shortest > 0 && longest >= shortest)) {
                throw new IllegalArgumentException(
                        "%s: expected c ≥ 0, alpha > 0, beta ≥ 0, 0 < shortest ≤ longest, was %s, %s, %s, %s, %s"
                                .formatted(id, c, alpha, beta, shortest, longest));
            }
        }

        /** Of a rule's parameters {@code c}, {@code alpha}, {@code beta}, {@code shortest}, {@code longest}. */
        public static PowerLaw of(Map<String, Double> params) {
            return new PowerLaw(
                    "rule",
                    params.getOrDefault("c", CAINE_1980.c),
                    params.getOrDefault("alpha", CAINE_1980.alpha),
                    params.getOrDefault("beta", CAINE_1980.beta),
                    params.getOrDefault("shortest", CAINE_1980.shortest),
                    params.getOrDefault("longest", CAINE_1980.longest));
        }

        /** As parameters of a rule. */
        public Map<String, Double> params() {
            return Map.of("c", c, "alpha", alpha, "beta", beta, "shortest", shortest, "longest", longest);
        }

        public boolean holdsFor(double hours) {
            return hours >= shortest && hours <= longest;
        }

        /** mm/h; meaningful where it {@link #holdsFor} the duration. */
        public double intensity(double hours) {
            return c + alpha * Math.pow(hours, -beta);
        }

        /** The exceedance ratio of so much rain in so many hours. */
        public double ratio(double mm, double hours) {
            return mm / hours / intensity(hours);
        }
    }

    /**
     * Rain of late against what fell before it: P_recent = intercept − slope·P_before, mm.
     *
     * @param intercept mm, > 0
     * @param recent hours
     * @param before hours before the recent ones
     */
    record Cumulative(String id, double intercept, double slope, int recent, int before) implements RainThreshold {
        public Cumulative {
            if (!(intercept > 0 && recent > 0 && before > 0 && recent + before <= RainRecord.REACH_HOURS)) {
                throw new IllegalArgumentException(
                        "%s: expected intercept > 0, recent and before > 0 and at most %d h together, was %s, %s, %s"
                                .formatted(id, RainRecord.REACH_HOURS, intercept, recent, before));
            }
        }

        /** Of a rule's parameters {@code intercept}, {@code slope}, {@code recent}, {@code before}. */
        public static Cumulative of(Map<String, Double> params) {
            return new Cumulative(
                    "rule",
                    params.getOrDefault("intercept", SEATTLE_CUMULATIVE.intercept),
                    params.getOrDefault("slope", SEATTLE_CUMULATIVE.slope),
                    (int) Math.round(params.getOrDefault("recent", (double) SEATTLE_CUMULATIVE.recent)),
                    (int) Math.round(params.getOrDefault("before", (double) SEATTLE_CUMULATIVE.before)));
        }

        /** As parameters of a rule. */
        public Map<String, Double> params() {
            return Map.of("intercept", intercept, "slope", slope, "recent", (double) recent, "before", (double) before);
        }

        /** Hours of rain that it asks for. */
        int reach() {
            return recent + before;
        }

        /** How far the recent rain is above the limit, mm; negative below it. */
        public double margin(double recentMm, double beforeMm) {
            return recentMm + slope * beforeMm - intercept;
        }

        /** The exceedance ratio: all rain, as it counts, over the intercept; finite however wet it was before. */
        public double ratio(double recentMm, double beforeMm) {
            return (recentMm + slope * beforeMm) / intercept;
        }
    }
}
