package cn.shanshao.center.residents;

import cn.shanshao.center.registry.Dossier;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.PreventionPlan;
import cn.shanshao.center.registry.ScaleGrade;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The card of a point (防灾工作明白卡) as it is printed: where it has nothing of its own, it says what the prevention plan
 * in force or the file of the point says, so that neither is written twice.
 *
 * @param card with everything that was taken over
 * @param taken fields that were, by their names in {@link PointCard}, and {@code orderGiver}; the card's own are not there
 * @param orderGiver who orders people out by the plan (疏散命令发布人); {@code null} when no plan in force names anybody
 */
record FilledCard(
        PointCard card, Map<String, Source> taken, @Nullable String orderGiver) {
    private static final PointCard EMPTY = new PointCard(
            0, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null);
    private static final BigDecimal MYRIAD = BigDecimal.valueOf(10_000);
    private static final Map<ScaleGrade, String> GRADES =
            Map.of(ScaleGrade.SMALL, "小型", ScaleGrade.MEDIUM, "中型", ScaleGrade.LARGE, "大型", ScaleGrade.GIANT, "特大型");

    /** Where a field comes from. */
    enum Source {
        @JsonProperty("plan")
        PLAN,
        @JsonProperty("file")
        FILE
    }

    /**
     * What is printed on that day.
     *
     * @param own the card as it was filled in; {@code null} when it never was
     * @param plans of the point; only one that is approved and holds on that day tells people where to go
     * @param hasRoster there are households on the roster, which then say how many are threatened
     */
    static FilledCard of(
            HazardPoint point, @Nullable PointCard own, List<PreventionPlan> plans, boolean hasRoster, LocalDate day) {
        var card = Objects.requireNonNullElse(own, EMPTY);
        var plan = plans.stream()
                .filter(p -> p.holdsOn(day))
                .max(Comparator.comparing(PreventionPlan::approvedOn, Comparator.nullsFirst(Comparator.naturalOrder())))
                .orElse(null);
        var taken = new LinkedHashMap<String, Source>();
        var orderGiver = plan == null ? null : plan.orderGiver();
        if (!isEmpty(orderGiver)) {
            taken.put("orderGiver", Source.PLAN);
        }
        var ofPlan = new Taking(Source.PLAN, taken);
        var ofFile = new Taking(Source.FILE, taken);
        var file = Objects.requireNonNullElse(point.dossier(), Dossier.EMPTY);
        return new FilledCard(
                new PointCard(
                        card.version(),
                        card.fieldNumber(),
                        ofFile.text("location", card.location(), String.join("、", point.villages())),
                        ofFile.text("scale", card.scale(), scale(point, file)),
                        card.triggers(),
                        ofFile.text("threatened", card.threatened(), hasRoster ? null : declared(point, file)),
                        ofFile.property(card.property(), file.property()),
                        card.signs(),
                        ofPlan.text("methods", card.methods(), plan == null ? null : plan.monitoring()),
                        card.criterion(),
                        ofPlan.text("shelter", card.shelter(), plan == null ? null : plan.shelter()),
                        ofPlan.text("route", card.route(), plan == null ? null : plan.route()),
                        ofPlan.text("signal", card.signal(), plan == null ? null : plan.signal()),
                        card.dutyPhone(),
                        card.rescue(),
                        card.security(),
                        card.medical(),
                        card.issuer(),
                        card.issuedOn(),
                        card.holder(),
                        card.heldOn()),
                Map.copyOf(taken),
                orderGiver);
    }

    /** Fills what is empty, and keeps in mind that it did. */
    private record Taking(Source source, Map<String, Source> taken) {
        @Nullable
        String text(String field, @Nullable String own, @Nullable String other) {
            if (!isEmpty(own) || isEmpty(other)) {
                return own;
            }
            taken.put(field, source);
            return other;
        }

        @Nullable
        Long property(@Nullable Long own, @Nullable Double other) {
            if (own != null || other == null) {
                return own;
            }
            taken.put("property", source);
            return Math.round(other);
        }
    }

    /** E.g. 中型，12 万立方米; {@code null} when neither grade nor volume is known. */
    private static @Nullable String scale(HazardPoint point, Dossier file) {
        var grade = file.scale() != null
                ? file.scale()
                : ScaleGrade.of(point.kind(), file.volume()).orElse(null);
        var said = Stream.of(grade == null ? null : GRADES.get(grade), volume(file.volume()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("，"));
        return said.isEmpty() ? null : said;
    }

    private static @Nullable String volume(@Nullable Double volume) {
        if (volume == null) {
            return null;
        }
        var cubic = BigDecimal.valueOf(volume);
        return cubic.compareTo(MYRIAD) < 0
                ? "%s 立方米".formatted(plain(cubic))
                : "%s 万立方米".formatted(plain(cubic.divide(MYRIAD)));
    }

    private static String plain(BigDecimal number) {
        return number.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    private static @Nullable String declared(HazardPoint point, Dossier file) {
        if (point.people() == 0) {
            return null;
        }
        return file.households() == null
                ? "%d 人".formatted(point.people())
                : "%d 户 %d 人".formatted(file.households(), point.people());
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** Nobody's name or number. */
    @Override
    public String toString() {
        return "FilledCard[%s, taken %s]".formatted(card, taken);
    }
}
