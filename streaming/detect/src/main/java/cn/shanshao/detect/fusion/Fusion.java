package cn.shanshao.detect.fusion;

import cn.shanshao.detect.Nature;
import cn.shanshao.detect.Voice;
import cn.shanshao.ingest.wire.Level;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Makes one state of all that is open at a point: the worst level that counts, and whether independent instruments agree
 * on it. Rain gives confidence, and is no instrument; a red of water in the ground counts as orange until something is
 * seen moving. A red of one instrument, or of doubtful values, is shown all the same.
 */
public final class Fusion {
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
        var speaker = worst.stream()
                .filter(one -> isInstrument(one) && isBorneOut(one, counted))
                .findFirst();
        var agreed = speaker.isPresent() && level.atLeast(Level.YELLOW)
                || counted.stream()
                        .filter(one -> isInstrument(one) && one.voice().level().atLeast(Level.YELLOW))
                        .anyMatch(one -> isBorneOut(one, counted));
        var isDoubtful =
                worst.stream().noneMatch(one -> one.fresh() && one.voice().clean());
        var agreeing = speaker.map(one -> agreeing(one, counted)).orElse(0);
        var isRaining = counted.stream().anyMatch(one -> one.voice().nature() == Nature.RAIN);
        return new Picture(
                level, since, speaker.isPresent(), agreed, Confidence.of(agreeing, isRaining, isDoubtful, unwell));
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
        return voice.nature() != Nature.WATER || voice.level() != Level.RED
                ? one
                : new Statement(
                        one.id(),
                        new Voice(
                                voice.device(),
                                voice.gateway(),
                                voice.power(),
                                Level.ORANGE,
                                voice.clean(),
                                voice.nature(),
                                voice.opened()),
                        one.since(),
                        one.fresh());
    }

    private static boolean isInstrument(Statement one) {
        var nature = one.voice().nature();
        return nature == Nature.MOVEMENT || nature == Nature.WATER;
    }

    private static boolean isBorneOut(Statement one, List<Statement> all) {
        return one.fresh() && one.voice().clean() && all.stream().anyMatch(one::agreesWith);
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
