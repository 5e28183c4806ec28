package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Ladder.Facts;
import cn.shanshao.center.notification.Ladder.Rung;
import cn.shanshao.center.notification.LadderRows.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Officers who are woken: by the same ladder as villagers, as far as it leads to their own phone.
 *
 * @param isOver nobody need come any more
 * @param cannot rungs for which there is no carrier
 * @param words what a call says now; {@code null} where it says what was written at its beginning
 * @param messages to each, by username
 */
record OfficerSight(
        boolean isOver, Map<Rung, String> cannot, @Nullable String words, Map<String, List<Sent>> messages, Instant now)
        implements Sight {
    @Override
    public Facts facts(Standing one) {
        return new Facts(isOver, false, false, of(one).stream().allMatch(Sent::isLost), cannot);
    }

    @Override
    public List<Letter> letters(Standing one, Rung rung) {
        return of(one).stream()
                .filter(message -> message.channel() == Channel.SMS)
                .map(message -> rung == Rung.FLASH
                        ? worded(message.again(one, Channel.FLASH, now))
                        : worded(message.again(one, Channel.VOICE, now)))
                .toList();
    }

    private Letter worded(Letter letter) {
        return words == null ? letter : letter.saying(words);
    }

    private List<Sent> of(Standing one) {
        return messages.getOrDefault(one.username(), List.of());
    }
}
