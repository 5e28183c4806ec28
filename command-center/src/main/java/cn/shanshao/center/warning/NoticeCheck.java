package cn.shanshao.center.warning;

import cn.shanshao.center.Problem;
import cn.shanshao.center.Problem.Fault;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.warning.Drafting.Wish;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether people can be told that, after all that they were told before. */
@Component
class NoticeCheck {
    private static final List<String> COLOURS = List.of("蓝色", "黄色", "橙色", "红色");

    private final Registry registry;
    private final Signers signers;

    NoticeCheck(Registry registry, Signers signers) {
        this.registry = registry;
        this.signers = signers;
    }

    /**
     * Before the words are made.
     *
     * @throws Problem 422 with everything that is wrong
     */
    void demand(Wish wish, Heard heard) {
        var faults = new ArrayList<Fault>();
        fault(faults, "level", wish.level(), levelFault(wish, heard));
        fault(faults, "purpose", wish.purpose(), purposeFault(wish, heard));
        if (wish.endsAll() && !heard.isEmpty() && wish.act() != heard.act()) {
            faults.add(
                    new Fault("act", wish.act(), heard.act() + ": who was told of it in that way hears of the end so"));
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    /**
     * With the words and the place.
     *
     * @throws Problem 422 with everything that is wrong
     */
    void demand(Notice notice) {
        var faults = new ArrayList<Fault>();
        if (!notice.endsAll() && notice.shelter() == null) {
            faults.add(new Fault("shelter", null, "where people go, for the card of the point names no place"));
        }
        if (notice.joint() && notice.act() != Act.PUBLIC) {
            faults.add(new Fault("joint", true, "false: an evacuation notice is local"));
        }
        var area = notice.followsWhatWasTold() ? null : notice.area();
        registry.findPoint(notice.pointId())
                .map(point -> area == null ? null : registry.fault(point, area))
                .ifPresent(expected -> faults.add(new Fault("area", null, expected)));
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        signers.cosigners(notice);
    }

    private static void fault(List<Fault> faults, String field, @Nullable Object value, @Nullable String expected) {
        if (expected != null) {
            faults.add(new Fault(field, value, expected));
        }
    }

    private static @Nullable String levelFault(Wish wish, Heard heard) {
        var level = wish.level();
        var before = heard.by(wish.act());
        if (wish.purpose() == Purpose.LIFT) {
            return level == null ? null : "nothing: an all-clear tells no level";
        }
        if (wish.purpose() == Purpose.CORRECT) {
            return level == null || before != null && before.atLeast(level)
                    ? level == null ? null : belowPublicFault(wish.act(), level, heard)
                    : "nothing, or a level up to the one that people were told%s: more is an upgrade, which others sign"
                            .formatted(before == null ? "" : " so, " + before.wire());
        }
        if (level == null) {
            return "blue, yellow, orange or red";
        }
        if (wish.purpose() == Purpose.UPGRADE && before != null && level.compareTo(before) <= 0) {
            return "above " + before.wire() + ", which people were told";
        }
        return wish.purpose() == Purpose.DOWNGRADE ? loweredFault(wish.act(), level, heard) : null;
    }

    /** Those who were called out hear the public warning too: it lowers both, and theirs never says less than it. */
    private static @Nullable String loweredFault(Act act, Level level, Heard heard) {
        var before = act == Act.PUBLIC ? heard.gravest() : heard.by(act);
        if (before != null && level.compareTo(before) >= 0) {
            return "below " + before.wire() + ", which people were told";
        }
        return belowPublicFault(act, level, heard);
    }

    private static @Nullable String belowPublicFault(Act act, Level level, Heard heard) {
        var publicly = heard.by(Act.PUBLIC);
        return act == Act.EVACUATION && publicly != null && level.compareTo(publicly) < 0
                ? "%s or above, which the public was told: that is lowered by who signs public warnings"
                        .formatted(publicly.wire())
                : null;
    }

    private static @Nullable String purposeFault(Wish wish, Heard heard) {
        var before = heard.by(wish.act());
        return switch (wish.purpose()) {
            case ISSUE -> before == null ? null : "upgrade, downgrade or lift: people were told of it already";
            case UPGRADE, DOWNGRADE ->
                before == null
                        ? "issue: by an act %s people were told nothing yet"
                                .formatted(wish.act().name().toLowerCase(Locale.ROOT))
                        : null;
            case LIFT -> heard.gravest() == null ? "issue: people were told nothing yet" : null;
            case CORRECT -> null;
            case UNVERIFIED -> "issue: what is unverified goes out by itself";
        };
    }

    /** One line for who signs it. */
    String title(Notice n) {
        var level = n.level();
        var what = n.act() == Act.EVACUATION ? "转移通知" : "预警发布";
        var change = switch (n.purpose()) {
            case ISSUE -> "";
            case UPGRADE -> "升级";
            case DOWNGRADE -> "降级";
            case LIFT -> "解除";
            case CORRECT -> "更正";
            case UNVERIFIED -> "未核实";
        };
        return "%s%s%s%s %s · %s"
                .formatted(
                        n.realm() == Realm.EXERCISE ? "演练 " : "",
                        level == null ? "" : COLOURS.get(level.rank() - 1),
                        what,
                        change,
                        n.place(),
                        n.reach());
    }
}
