package cn.shanshao.center.notification;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what people type in a hurry: a digit however a phone writes it (full width, circled, with a full stop, twice), or
 * the words for it in Chinese, Korean or English. A cry for help comes before everything else; where a word of denial
 * stands beside another answer, a person must read it, for 没转移 must never count as moved.
 */
final class TypedAnswer {
    private static final Pattern DECORATION = Pattern.compile("[\\s\\p{Punct}\\p{IsPunctuation}\\p{M}\\p{So}]+");
    private static final Pattern DIGIT = Pattern.compile("([0-3])(\\1{0,2})(\\D.*)?");
    private static final Pattern DENIAL = Pattern.compile("没|未|不|别|无|否|还在|안(?!전|녕)|못|아직|not|never|dont|cant");
    private static final Pattern HELP = Pattern.compile("救|求助|帮|被困|困住|困在|埋|受伤|走不了|走不动|动不了|出不来|sos|help|살려|도와|구조|갇혔");
    private static final Pattern HELP_DENIED =
            Pattern.compile("(不用|不需|不要|无需).{0,3}(救|帮)|没有?人?(受伤|被困|困住|被埋)|nohelp|안도와");
    /** The numbers of police, fire brigade and ambulance. */
    private static final Pattern EMERGENCY = Pattern.compile("110|119|120");

    private static final Pattern MOVED = Pattern.compile(
            "转移了|已转移|已经转移|都转移|撤离了|已撤|已经撤|撤了|撤完|到了|已到|已经到|安全了|走了|已走|搬走|대피했|대피완료|이동했|도착|moved|evacuated|arrived|leftalready|safe");
    private static final Pattern RETURNED = Pattern.compile("返回|回家|回来|到家|回去了|돌아왔|귀가|returned|backhome|home");
    private static final Pattern WRONG =
            Pattern.compile("号码有误|号码错|错号|打错|发错|弄错人|认错|不是本人|不认识|잘못|wrongnumber|wrongperson");
    private static final Pattern SEEN = Pattern.compile("收到|知道|明白|好的|好|行|ok|okay|注意到|알겠|확인|네|gotit|received|yes");
    private static final Pattern GO = Pattern.compile("接受|我去|马上去|这就去|可以去|我来|알겠|가겠|accept|iwillgo|going");
    private static final Pattern STOP = Pattern.compile("td|t|退订|取消|取消订阅|stop|unsubscribe|수신거부");

    private final String bare;

    TypedAnswer(String text) {
        bare = DECORATION
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace('一', '1')
                .replace('二', '2')
                .replace('三', '3')
                .replace('零', '0');
    }

    Meaning to(Asked asked) {
        var digit = DIGIT.matcher(bare);
        if (digit.matches()) {
            var said = digit(digit.group(1).charAt(0), asked);
            var rest = digit.group(3);
            if (rest == null) {
                // a check asks for a cool look: there a second digit is one too many
                return asked == Asked.CHECK && !digit.group(2).isEmpty() ? Meaning.TEXT : said.orElse(Meaning.TEXT);
            }
            // 1号楼还有人 is no answer; 1已转移 is
            return said.filter(
                            one -> words(rest, asked).filter(two -> two == one).isPresent())
                    .or(() -> words(rest, asked).filter(two -> two == Meaning.HELP))
                    .orElse(Meaning.TEXT);
        }
        return words(bare, asked).orElse(Meaning.TEXT);
    }

    private static Optional<Meaning> digit(char digit, Asked asked) {
        var meanings = switch (asked) {
            case CHECK -> new Meaning[] {null, Meaning.REAL, Meaning.NOTHING, null};
            case MOVE -> new Meaning[] {Meaning.WRONG_PERSON, Meaning.MOVED, Meaning.HELP, null};
            case RETURN -> new Meaning[] {Meaning.WRONG_PERSON, Meaning.RETURNED, Meaning.HELP, null};
            case GO -> new Meaning[] {Meaning.WRONG_PERSON, Meaning.ACCEPTED, Meaning.DECLINED, null};
            case REPORT -> new Meaning[] {null, Meaning.ACCEPTED, Meaning.HELP, Meaning.MOVED};
            case WAKE -> new Meaning[] {null, Meaning.SEEN, null, null};
            case NOTHING -> new Meaning[] {null, null, null, null};
        };
        return Optional.ofNullable(meanings[digit - '0']);
    }

    private static Optional<Meaning> words(String said, Asked asked) {
        if (asked == Asked.CHECK || asked == Asked.NOTHING) {
            return Optional.empty();
        }
        if (EMERGENCY.matcher(said).matches() && asked != Asked.WAKE) {
            return Optional.of(Meaning.HELP);
        }
        if (STOP.matcher(said).matches()) {
            return Optional.of(Meaning.STOP);
        }
        if (HELP.matcher(said).find() && !HELP_DENIED.matcher(said).find() && asked != Asked.WAKE) {
            return Optional.of(Meaning.HELP);
        }
        if (WRONG.matcher(said).find() && asked != Asked.WAKE) {
            return Optional.of(Meaning.WRONG_PERSON);
        }
        if (DENIAL.matcher(said).find()) {
            return asked == Asked.GO && said.matches("(我)?(不能去|去不了|不去|没空|不在)(了)?")
                    ? Optional.of(Meaning.DECLINED)
                    : Optional.empty();
        }
        return switch (asked) {
            case MOVE, REPORT -> first(said, MOVED, Meaning.MOVED).or(() -> whole(said, asked));
            case RETURN -> first(said, RETURNED, Meaning.RETURNED).or(() -> whole(said, asked));
            case GO -> first(said, GO, Meaning.ACCEPTED).or(() -> whole(said, asked));
            case WAKE -> whole(said, asked);
            case CHECK, NOTHING -> Optional.empty();
        };
    }

    private static Optional<Meaning> first(String said, Pattern pattern, Meaning meaning) {
        return pattern.matcher(said).find() ? Optional.of(meaning) : Optional.empty();
    }

    /** That it was read, and nothing beside; who is asked to go is not taken at half a word. */
    private static Optional<Meaning> whole(String said, Asked asked) {
        return asked != Asked.GO
                        && SEEN.matcher(said.replaceAll("(了|啦|的|谢谢|요|습니다|어요)+$", ""))
                                .matches()
                ? Optional.of(Meaning.SEEN)
                : Optional.empty();
    }
}
