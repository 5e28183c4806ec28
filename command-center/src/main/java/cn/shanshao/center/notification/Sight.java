package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Ladder.Facts;
import cn.shanshao.center.notification.Ladder.Rung;
import cn.shanshao.center.notification.LadderRows.Standing;
import java.util.List;

/** What is known at one moment of those who stand on the ladders of one notice, or of one stage of a clock. */
sealed interface Sight permits HouseholdSight, OfficerSight {
    Facts facts(Standing one);

    /** What is written where that is tried. */
    List<Letter> letters(Standing one, Rung rung);
}
