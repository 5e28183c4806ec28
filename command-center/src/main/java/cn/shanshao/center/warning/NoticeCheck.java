package cn.shanshao.center.warning;

import cn.shanshao.center.Problem;
import cn.shanshao.center.Problem.Fault;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.warning.Drafting.Wish;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.ArrayList;
import java.util.List;
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
     * @param told what people were told and still holds
     * @throws Problem 422 with everything that is wrong
     */
    void demand(Warning warning, Wish wish, List<Notice> told) {
        var faults = new ArrayList<Fault>();
        fault(faults, "level", wish.level(), levelFault(wish, warning.issued()));
        fault(faults, "purpose", wish.purpose(), purposeFault(warning, wish, told));
        var isEnd = wish.purpose() == Purpose.LIFT || wish.purpose() == Purpose.CORRECT;
        if (isEnd && !told.isEmpty() && wish.act() != NoticeDesk.act(told)) {
            faults.add(new Fault(
                    "act", wish.act(), NoticeDesk.act(told) + ": who was told of it in that way hears of the end so"));
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
        var area = notice.area();
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

    private static @Nullable String levelFault(Wish wish, @Nullable Level issued) {
        var level = wish.level();
        if (wish.purpose() == Purpose.LIFT) {
            return level == null ? null : "nothing: an all-clear tells no level";
        }
        if (wish.purpose() == Purpose.CORRECT) {
            return level == null || issued != null && issued.atLeast(level)
                    ? null
                    : "nothing, or a level up to the one that people were told: more is an upgrade, which others sign";
        }
        if (level == null) {
            return "blue, yellow, orange or red";
        }
        if (wish.purpose() == Purpose.UPGRADE && issued != null && level.compareTo(issued) <= 0) {
            return "above " + issued.wire() + ", which people were told";
        }
        if (wish.purpose() == Purpose.DOWNGRADE && issued != null && level.compareTo(issued) >= 0) {
            return "below " + issued.wire() + ", which people were told";
        }
        return null;
    }

    private static @Nullable String purposeFault(Warning warning, Wish wish, List<Notice> told) {
        return switch (wish.purpose()) {
            case ISSUE ->
                told.stream().anyMatch(n -> n.act() == wish.act() && n.purpose() != Purpose.UNVERIFIED)
                        ? "upgrade, downgrade or lift: people were told of it already"
                        : null;
            case UPGRADE, DOWNGRADE, LIFT -> warning.issued() == null ? "issue: people were told nothing yet" : null;
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
        return "%s%s%s%s %s · %d户%d人"
                .formatted(
                        n.realm() == Realm.EXERCISE ? "演练 " : "",
                        level == null ? "" : COLOURS.get(level.rank() - 1),
                        what,
                        change,
                        n.place(),
                        n.households(),
                        n.people());
    }
}
