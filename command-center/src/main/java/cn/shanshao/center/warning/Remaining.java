package cn.shanshao.center.warning;

import cn.shanshao.center.approval.Caution.Against;
import cn.shanshao.ingest.wire.Level;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What still stands of a warning when people say, or are about to say, that it is over.
 *
 * @param at when it was looked at
 * @param households that are not out, or after the all-clear not home; {@code homes} are the first {@value #MOST} of them
 * @param people of these households
 * @param help how many of the households cry for help
 * @param silent who never answered, once all is clear: nobody knows how it stands with them; {@code null} in what was kept
 *     before it was looked at
 * @param confirmed who had heard of it and, as far as anybody knows, had not left, once all is clear; {@code null} in what was
 *     kept before it was looked at
 * @param measured alerts that are open, the gravest first
 * @param unacknowledged ids of the alerts that nobody has acknowledged
 * @param sirens that were told to sound and not to be silent since
 * @param messages that have not come to an end yet
 * @param cries digest of the ids of all homes that cry for help, where those are more than are listed: another one in the place
 *     of one is another matter, though they are as many; {@code null}: all of them are listed
 * @param grows {@code true} while a notice to many is still being written: households, people and messages are too few;
 *     {@code null} otherwise
 */
public record Remaining(
        Instant at,
        int households,
        int people,
        int help,
        List<Home> homes,
        @Nullable Stayed silent,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Stayed confirmed,
        List<Measured> measured,
        List<String> unacknowledged,
        List<Siren> sirens,
        int messages,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String cries,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean grows) {
    static final int MOST = 100;

    public Remaining {
        homes = List.copyOf(homes);
        measured = List.copyOf(measured);
        unacknowledged = List.copyOf(unacknowledged);
        sirens = List.copyOf(sirens);
    }

    /**
     * A household.
     *
     * @param number of its card; empty of a villager who is on none
     * @param name {@code null} where nobody is to be named, and once it was erased
     * @param state {@code help}, {@code unreached}, {@code reached}, {@code confirmed} or {@code moved}
     */
    public record Home(String id, String number, @Nullable String name, int people, String state) {
        boolean isCrying() {
            return state.equals("help");
        }

        Home named(@Nullable String so) {
            return new Home(id, number, so, people, state);
        }

        /** Nobody's name. */
        @Override
        public String toString() {
            return "Home[%s %s]".formatted(id, state);
        }
    }

    /**
     * Households of which nobody knows that they had left.
     *
     * @param households or single persons; {@code homes} are the first {@value #MOST} of them
     * @param people of these households
     */
    public record Stayed(int households, int people, List<Home> homes) {
        public Stayed {
            homes = List.copyOf(homes);
        }

        static Stayed of(List<Home> all) {
            return new Stayed(
                    all.size(),
                    all.stream().mapToInt(Home::people).sum(),
                    all.stream().limit(MOST).toList());
        }

        Stayed named(Map<String, String> names) {
            return new Stayed(
                    households,
                    people,
                    homes.stream().map(home -> home.named(names.get(home.id()))).toList());
        }
    }

    /**
     * An alert that is open, with what is measured now.
     *
     * @param deviceId {@code null} of the point as a whole
     * @param name of the device, or of the point
     * @param strength what the evidence says, which is less than a level that is only held; {@code null} for normal
     * @param value in {@code unit}, that decided
     * @param limit of the level, in {@code unit}
     * @param at of the value
     */
    public record Measured(
            String alertId,
            @Nullable String deviceId,
            String name,
            @Nullable String quantity,
            Level level,
            @Nullable Level strength,
            @Nullable Double value,
            @Nullable String unit,
            @Nullable Double limit,
            Instant at) {
        private boolean isRed() {
            return strength == Level.RED;
        }
    }

    /** A siren that sounds, as far as is known. */
    public record Siren(String deviceId, String name, Instant since) {}

    /** Whether anything of it is graver than a message under way: an end is not said over it by a slip. */
    boolean warns() {
        return help > 0 || isRed();
    }

    boolean isRed() {
        return measured.stream().anyMatch(Measured::isRed);
    }

    /** Those of the homes that cry for help. */
    List<Home> crying() {
        return homes.stream().filter(Home::isCrying).toList();
    }

    /** Without names, as it is kept. */
    Remaining unnamed() {
        return named(Map.of());
    }

    /** With these names, by the ids of the households. */
    Remaining named(Map<String, String> names) {
        return new Remaining(
                at,
                households,
                people,
                help,
                homes.stream().map(home -> home.named(names.get(home.id()))).toList(),
                silent == null ? null : silent.named(names),
                confirmed == null ? null : confirmed.named(names),
                measured,
                unacknowledged,
                sirens,
                messages,
                cries,
                grows);
    }

    /** Of all homes that cry for help; {@code null} where they are few enough to be listed. */
    static @Nullable String digest(Collection<Home> homes) {
        var crying =
                homes.stream().filter(Home::isCrying).map(Home::id).sorted().toList();
        if (crying.size() <= MOST) {
            return null;
        }
        try {
            var all = String.join("\n", crying).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** In English and, in brackets, in Chinese, by the numbers of the cards; empty when nothing stands. */
    String said() {
        return en().isEmpty() ? "" : "%s (%s)".formatted(en(), zh());
    }

    /** What speaks against an end, which whoever signs it says to have seen; empty where nothing of that weight does. */
    Optional<Against> against() {
        return warns() ? Optional.of(new Against(grave(), en(), zh())) : Optional.empty();
    }

    /**
     * Keys of what speaks against an end: every cry for help, or one for all of them where they are more than are listed, and
     * every red that is measured.
     */
    List<String> grave() {
        var reds = measured.stream().filter(Measured::isRed).map(one -> "red/" + one.alertId());
        var listed = crying().stream().map(home -> "help/" + home.id());
        var all = cries == null ? listed : Stream.of("help-all/" + cries);
        return Stream.concat(all, reds).sorted().toList();
    }

    private String en() {
        var en = new ArrayList<String>();
        if (households > 0) {
            en.add("%d people are not out or home (%d households or single persons)".formatted(people, households));
        }
        if (help > 0) {
            en.add("%d cries for help are open: %s".formatted(help, String.join(", ", crying("on no card"))));
        }
        for (var one : measured) {
            en.add("%s at %s is %s"
                    .formatted(one.level().wire(), one.name(), one.level() == one.strength() ? "measured" : "held"));
        }
        if (!unacknowledged.isEmpty()) {
            en.add("%d alerts are not acknowledged".formatted(unacknowledged.size()));
        }
        if (!sirens.isEmpty()) {
            en.add("%d sirens sound".formatted(sirens.size()));
        }
        if (messages > 0) {
            en.add("%d messages are under way".formatted(messages));
        }
        if (grows != null) {
            en.add("the last notice is still being written: there are more");
        }
        return String.join("; ", en);
    }

    private String zh() {
        var zh = new ArrayList<String>();
        if (households > 0) {
            zh.add("未安置 %d 人（%d 户或个人）".formatted(people, households));
        }
        if (help > 0) {
            zh.add("求助未了 %d 起：%s".formatted(help, String.join("、", crying("名册外"))));
        }
        if (!measured.isEmpty()) {
            zh.add(isRed() ? "现测红色" : "告警未平 %d 条".formatted(measured.size()));
        }
        if (!unacknowledged.isEmpty()) {
            zh.add("告警未确认 %d 条".formatted(unacknowledged.size()));
        }
        if (!sirens.isEmpty()) {
            zh.add("警报器在响 %d 台".formatted(sirens.size()));
        }
        if (messages > 0) {
            zh.add("短信未了 %d 条".formatted(messages));
        }
        if (grows != null) {
            zh.add("上一通知仍在逐批写入，人数不全");
        }
        return String.join("，", zh);
    }

    /** @param stranger in place of the number of a card */
    private List<String> crying(String stranger) {
        return crying().stream()
                .map(home -> home.number().isEmpty() ? stranger : home.number())
                .toList();
    }
}
