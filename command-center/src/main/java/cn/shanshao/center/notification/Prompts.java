package cn.shanshao.center.notification;

import cn.shanshao.center.SmsText;
import cn.shanshao.center.warning.Act;
import cn.shanshao.center.warning.Notice;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.ingest.wire.Level;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words that no officer writes: each fits into one message. {@code mark} is 演练 or 演示, {@code null} in the live realm. */
final class Prompts {
    private static final String SIGNATURE = "【山哨】";
    private static final int SHORTEST_TITLE = 24;
    private static final Pattern ADDRESS = Pattern.compile("请登录 \\S+ ");
    /** A digit that is asked for, and none of a name that an officer wrote. */
    private static final Pattern REPLY = Pattern.compile("回(?=[0-4]([，。；、,.]|$))");

    private static final Pattern ENGLISH_REPLY = Pattern.compile("\\b([Rr])eply(?= [0-4]\\b)");
    private static final Pattern ENGLISH_CHOICE = Pattern.compile("\\bYes ([0-4]), no ([0-4])\\b");
    /** Two words with the digit of each, which are asked for or stand at the end. */
    private static final Pattern KOREAN_CHOICE =
            Pattern.compile("(\\p{IsHangul}+)([0-4]) (\\p{IsHangul}+)([0-4])(?: 회신|$)");

    private static final Set<String> LANGUAGES = Set.of("zh", "ko", "en");

    private Prompts() {}

    /**
     * To whose answer was not understood, or said something of a part of the household. It was not lost: people read it.
     *
     * @param language BCP 47; Chinese where there are no words in it, and to whoever lives in no household that is asked
     */
    static String again(String language, Asked asked, Meaning said, @Nullable String mark) {
        var isOfAll = said.isOfWhoStays();
        return head(mark)
                + switch (worded(language, asked)) {
                    case "ko" ->
                        "답장을 담당자에게 전했습니다. 숫자로 답해 주세요: "
                                + (asked == Asked.RETURN ? "집에 무사히 있음1" : isOfAll ? "온 가족 대피1" : "대피1")
                                + " 구조2 번호오류0";
                    case "en" ->
                        "Officer told. Reply: "
                                + (asked == Asked.RETURN ? "safe at home 1" : isOfAll ? "all moved 1" : "moved 1")
                                + ", help 2, wrong no. 0";
                    default ->
                        "您的回复已转值班员。请再回一个数字：" + (asked == Asked.MOVE && isOfAll ? "全家都" : "") + choice(asked) + "。";
                };
    }

    /** In which somebody is asked once more: monitors, officers and runners read Chinese. */
    static String worded(String language, Asked asked) {
        return asked == Asked.MOVE || asked == Asked.RETURN ? worded(language) : "zh";
    }

    private static String choice(Asked asked) {
        return switch (asked) {
            case CHECK, NOTHING -> "属实回1，未见回2";
            case MOVE -> "已转移回1，需救助回2，号码有误回0";
            case RETURN -> "在家平安回1，需救助回2，号码有误回0";
            case GO -> "接受回1，不能去回2，号码有误回0";
            case REPORT -> "全部转移回3，需支援回4";
            case WAKE -> "收到回1";
        };
    }

    /**
     * Somebody is asked to go to a household of which nobody knows that it has left; its name and address are cut where there is no room.
     *
     * @param level of the warning for which that household is to leave; {@code null} where it has none
     * @param hasRefused it will not leave
     */
    static String go(
            @Nullable Level level,
            String household,
            String address,
            String shelter,
            boolean hasRefused,
            @Nullable String mark) {
        var head =
                head(mark) + (level == null ? "" : CheckText.colour(level) + "预警，") + (hasRefused ? "请上门劝离" : "请上门通知");
        var tail = (shelter.isEmpty() ? "" : "转移到" + SmsText.beginning(shelter, 12))
                + (hasRefused ? "，该户表示不转移。" : "，尚未确认转移。")
                + "有危险勿去。接受回1，不能去回2。";
        var room = SmsText.SINGLE - head.length() - tail.length();
        return head + cut(household, address, room) + tail;
    }

    /**
     * To a runner who has accepted: which households are still to be gone to, for one answer accepts all that were asked. It
     * takes a second message where that says of more of them which they are.
     *
     * @param homes as {@link #listed}
     */
    static String accepted(List<String> homes, @Nullable String mark) {
        if (homes.isEmpty()) {
            return head(mark) + "已收到。您被问到的户现在都不用再上门。";
        }
        return listed(head(mark) + "已记录由您通知", homes, "。注意自身安全。全部转移后回3，需支援回4。");
    }

    /** To a runner who has said no to further households, and is on the way to others: a 2 may have been meant for those. */
    static String declined(List<String> homes, @Nullable String mark) {
        return listed(head(mark) + "已记录新问的户您不去。仍由您通知", homes, "。全部转移后回3，需支援回4。");
    }

    /** To a runner who has reported: whose state was changed by that. */
    static String reported(List<String> homes, @Nullable String mark) {
        return listed(head(mark) + "已按您的回复记为全部转移：", homes, "。还有人没走请回4。");
    }

    /** @param homes how each is called; those for which there is no room are counted alone */
    private static String listed(String head, List<String> homes, String tail) {
        var begin = head + homes.size() + "户";
        for (var room : List.of(SmsText.SINGLE, SmsText.TWO)) {
            for (var many = homes.size(); many > 0; many--) {
                var isAll = many == homes.size();
                if (!isAll && room == SmsText.SINGLE) {
                    break;
                }
                var which = "（" + String.join("、", homes.subList(0, many)) + (isAll ? "）" : "等）");
                if (begin.length() + which.length() + tail.length() <= room) {
                    return begin + which + tail;
                }
            }
        }
        return begin + tail;
    }

    /**
     * To whoever was asked to go to households, once nobody need leave any more; the place is cut where there is no room.
     *
     * @param isVoid it was no danger in the first place
     */
    static String recall(String place, boolean isVoid, @Nullable String mark) {
        var head = head(mark);
        var tail = (isVoid ? "预警作废" : "预警解除") + "，除正在求助的户外，不用再上门，请撤回。";
        return head + cut(place, "", SmsText.SINGLE - head.length() - tail.length()) + tail;
    }

    /** @param language BCP 47; Chinese where there are no words in it */
    static String helpHeard(String language, @Nullable String mark) {
        return head(mark)
                + switch (worded(language)) {
                    case "ko" -> "구조 요청을 접수해 담당자에게 알렸습니다. 위험지역을 벗어나고 전화를 켜 두세요.";
                    case "en" -> "Call received, officer told. Leave danger, keep phone on.";
                    default -> "您的求助已收到，已通知值班员。请尽量离开危险区，保持电话畅通。";
                };
    }

    /**
     * To whoever went to others and cried for them.
     *
     * @param language BCP 47; Chinese where there are no words in it
     */
    static String supportHeard(String language, @Nullable String mark) {
        return head(mark)
                + switch (worded(language)) {
                    case "ko" -> "지원 요청을 접수해 담당자에게 알렸습니다. 안전에 유의하고 전화를 켜 두세요.";
                    case "en" -> "Request received, officer told. Stay safe, phone on.";
                    default -> "支援请求已收到，已通知值班员。注意自身安全，保持电话畅通。";
                };
    }

    /**
     * Somebody is asked to go to a household that cried for help; its name and address are cut where there is no room.
     *
     * @param whom number and name of the household
     */
    static String goHelp(String language, String whom, String address, @Nullable String mark) {
        var head = head(mark);
        var tail = switch (worded(language)) {
            case "ko" -> " 본인 구조요청! 즉시 가서 도와주세요. 안전주의. 수락1 불가2";
            case "en" -> " asks for help. Go, stay safe. Yes 1, no 2";
            default -> "本人求助，请立即上门帮助转移，注意自身安全。接受回1，不能去回2。";
        };
        return head + cut(whom, address, SmsText.SINGLE - head.length() - tail.length()) + tail;
    }

    /** In which there are words: carriers register those of each language. */
    static String worded(String language) {
        var primary = language.split("-", 2)[0].toLowerCase(Locale.ROOT);
        return LANGUAGES.contains(primary) ? primary : "zh";
    }

    private static String cut(String whom, String address, int room) {
        var all = whom + (address.isEmpty() ? "" : "（" + address + "）");
        return all.length() <= room ? all : SmsText.beginning(all, room - 1) + "…";
    }

    /**
     * To an officer of a division above (上报): what the people on the spot were told, how many it goes to, and where it may be
     * stopped; the place is cut where there is no room.
     *
     * @param isHeard anybody on the spot is told
     */
    static String upward(Notice notice, boolean isHeard, @Nullable String mark) {
        var act = notice.act() == Act.EVACUATION ? "转移通知" : "预警";
        var level = notice.level();
        var colour = level == null ? "" : CheckText.colour(level);
        var what = switch (notice.purpose()) {
            case ISSUE -> "已发" + colour + act;
            case UPGRADE -> act + "升为" + colour;
            case DOWNGRADE -> act + "降为" + colour;
            case LIFT -> act + "已解除";
            case CORRECT -> act + (level == null ? "已更正作废" : "更正为" + colour);
            case UNVERIFIED -> colour + "警情无人签发，" + (isHeard ? "已告现场负责人" : "现场无人可告") + "，村民未获" + colour + "通知";
        };
        var reach = notice.purpose() == Purpose.UNVERIFIED ? "" : "，" + notice.reach();
        var order = notice.standingOrder() == null ? "" : "按常设指令";
        var head = head(mark) + "上报：";
        var tail = order + what + reach + (notice.endsAll() ? "。" : "。请登录查看，必要时制止。");
        return head + cut(notice.place(), "", SmsText.SINGLE - head.length() - tail.length()) + tail;
    }

    /**
     * Somebody is to sign: what, and where. With a long address it takes a second message, for a title that is cut further
     * says nothing any more.
     *
     * @param page where it is signed, without anything by which one is signed in
     */
    static String sign(String what, String title, URI page, @Nullable String mark) {
        var head = head(mark) + what + "：";
        var tail = "。请登录 " + page + " 签发，能来回1。";
        var room = Math.max(SmsText.SINGLE - head.length() - tail.length(), SHORTEST_TITLE);
        return head + (title.length() <= room ? title : SmsText.beginning(title, room - 1) + "…") + tail;
    }

    /** As it is said on the telephone, where nobody can follow an address and a key is pressed. */
    static String spoken(String text) {
        var pressed = ENGLISH_REPLY
                .matcher(REPLY.matcher(text).replaceAll("按"))
                .replaceAll(reply -> reply.group(1).equals("R") ? "Press" : "press");
        pressed = ENGLISH_CHOICE.matcher(pressed).replaceAll("Press $1 for yes, $2 for no");
        pressed = KOREAN_CHOICE.matcher(pressed).replaceAll("$1 $2번, $3 $4번을 눌러 주세요");
        return ADDRESS.matcher(pressed).replaceAll("请登录签发页");
    }

    /** Somebody is to take over the duty; the name of the division is cut where there is no room. */
    static String takeOver(String division, @Nullable String mark) {
        return wake("交班待接", division + "值班已向您交班", mark);
    }

    /** An officer is woken; the title is cut where there is no room. */
    static String wake(String what, String title, @Nullable String mark) {
        var head = head(mark) + what + "：";
        var tail = "。请立即登录处理，收到回1。";
        var room = SmsText.SINGLE - head.length() - tail.length();
        return head + (title.length() <= room ? title : SmsText.beginning(title, room - 1) + "…") + tail;
    }

    /**
     * An officer is woken because of cries for help; the place is cut where there is no room.
     *
     * @param where it is
     * @param others that wait besides
     */
    static String cries(String where, long others, @Nullable String mark) {
        var head = head(mark) + "有人求助：";
        var tail = (others == 0 ? "" : "，另有%d户求助".formatted(others)) + "。请立即登录，在页顶求助栏处理，收到回1。";
        return head + cut(where, "", SmsText.SINGLE - head.length() - tail.length()) + tail;
    }

    private static String head(@Nullable String mark) {
        return SIGNATURE + (mark == null ? "" : mark + "：");
    }
}
