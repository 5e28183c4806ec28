package cn.shanshao.detect.fusion;

import cn.shanshao.detect.Nature;
import cn.shanshao.detect.Voice;
import cn.shanshao.ingest.wire.Level;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes one state of all that is open at a point: the worst level that counts, and whether independent instruments agree
 * on it. Rain gives confidence, and is no instrument; a red of water in the ground counts as orange until something is
 * seen moving. A red of one instrument, or of doubtful values, is shown all the same.
 */
public final class Fusion {
    private static final int ENOUGH = 3;

    private Fusion() {}

    /**
     * @param statements in any order
     * @param unwell share of the point's devices that are silent or at fault, 0…1
     */
    public static Picture of(Collection<Statement> statements, double unwell) {
        var counted = counted(statements);
        if (counted.isEmpty()) {
            return Picture.CALM;
        }
        var level = counted.get(0).voice().level();
        var worst =
                counted.stream().takeWhile(one -> one.voice().level() == level).toList();
        var since = worst.stream().mapToLong(Statement::since).min().orElseThrow();
        var able = few(counted);
        var speaker = able.stream()
                .takeWhile(one -> one.voice().level() == level)
                .filter(one -> isBorneOut(one, able))
                .findFirst();
        var sure = sure(able);
        var agreed = sure != null && sure.atLeast(Level.YELLOW);
        var isDoubtful =
                worst.stream().noneMatch(one -> one.fresh() && one.voice().clean());
        var agreeing = speaker.map(one -> agreeing(one, counted)).orElse(0);
        var isRaining = counted.stream().anyMatch(one -> one.voice().nature() == Nature.RAIN);
        return new Picture(level, since, sure, agreed, Confidence.of(agreeing, isRaining, isDoubtful, unwell));
    }

    /** The highest level on which two agree: whoever says more says that too. */
    private static @Nullable Level sure(List<Statement> able) {
        var levels = Level.values();
        for (var i = levels.length - 1; i >= 0; i--) {
            var level = levels[i];
            if (able.stream()
                    .filter(one -> one.voice().level().atLeast(level))
                    .anyMatch(one -> isBorneOut(one.at(level), able))) {
                return level;
            }
        }
        return null;
    }

    /** What counts, the worst first. */
    private static List<Statement> counted(Collection<Statement> statements) {
        var isMoving = statements.stream()
                .map(Statement::voice)
                .anyMatch(voice ->
                        voice.nature() == Nature.MOVEMENT && voice.level().atLeast(Level.ORANGE));
        return statements.stream()
                .map(one -> isMoving ? one : withoutRedWater(one))
                .sorted(Comparator.comparing((Statement one) -> one.voice().level())
                        .reversed()
                        .thenComparing(Statement::id))
                .toList();
    }

    private static Statement withoutRedWater(Statement one) {
        var voice = one.voice();
        return voice.nature() != Nature.WATER || voice.level() != Level.RED ? one : one.at(Level.ORANGE);
    }

    /**
     * Instruments that may agree, a few of each sort: what some hundreds behind one gateway say need not be compared each
     * with each. Three devices, for one may be the gateway of the others;
     * of each device the worst that it says.
     */
    private static List<Statement> few(List<Statement> counted) {
        var seen = new HashMap<List<Object>, Integer>();
        var devices = new HashSet<List<Object>>();
        return counted.stream()
                .filter(one -> one.fresh() && one.voice().clean() && isInstrument(one))
                .filter(one ->
                        devices.add(List.of(one.voice().device(), one.voice().nature())))
                .filter(one -> seen.merge(sort(one.voice()), 1, Integer::sum) <= ENOUGH)
                .toList();
    }

    private static List<Object> sort(Voice voice) {
        return List.of(
                Objects.requireNonNullElse(voice.gateway(), ""),
                Objects.requireNonNullElse(voice.power(), ""),
                voice.level(),
                voice.nature());
    }

    private static boolean isInstrument(Statement one) {
        var nature = one.voice().nature();
        return nature == Nature.MOVEMENT || nature == Nature.WATER;
    }

    private static boolean isBorneOut(Statement one, List<Statement> all) {
        return all.stream().anyMatch(one::agreesWith);
    }

    private static int agreeing(Statement speaker, List<Statement> all) {
        return (int) all.stream()
                .filter(speaker::agreesWith)
                .map(one -> Objects.requireNonNullElse(
                        one.voice().gateway(), one.voice().device()))
                .distinct()
                .limit(9)
                .count();
    }
}
