package cn.shanshao.center.notification;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what people type in a hurry: a digit however a phone writes it (full width, circled, with a full stop, twice), or
 * the words for it in Chinese, Korean or English. A cry for help comes before everything else; where a word of denial
 * stands beside another answer, a person must read it, for 没转移 must never count as moved; so must a question, and what
 * tells of something else than people. Who says that some have left, or that somebody is left behind, has answered, and not
 * that the household has moved.
 */
final class TypedAnswer {
    /** Whoever writes more than this has more to say than an answer, and a person reads it. */
    private static final int LONGEST = 300;

    private static final Pattern DECORATION = Pattern.compile("[\\s\\p{Punct}\\p{IsPunctuation}\\p{M}\\p{So}]+");
    private static final Pattern DIGIT = Pattern.compile("([0-3]|4(?![口个人户家]))(\\1{0,2})(\\D.*)?");
    private static final Pattern DENIAL = Pattern.compile("没|未|不|别|无|否|还在|안(?!전|녕)|못|아직|not|never|dont|cant");
    /** Whoever asks has not done it; 吧 and the like are no questions. */
    private static final Pattern QUESTION =
            Pattern.compile("吗|么$|(?<!(?:还|没|未).{0,8})呢$|是不是|能不能|可不可以|要不要|什么|怎么|为啥|啥|哪|谁|多久|何时|几点|(나요|까요|니까)$");

    /** No question, though it has the words of one. */
    private static final String COME_WHAT_MAY = "(说什么|(谁|怎么)(来|说|劝|叫){0,2}|哪里?儿?)(也|都)(?=不)";

    private static final Pattern DEFIANCE = Pattern.compile(COME_WHAT_MAY);

    private static final Pattern ASKS =
            Pattern.compile("^(can|could|should|shall|may|is|are|do|does|did|when|where|what|who|why|how|which) .*");

    private static final Pattern HELP =
            Pattern.compile("救|求助|帮|被困|困住|困在|埋|受伤|走不了|走不动|动不了|出不来|sos|help|trapped|stuck|injured"
                    + "|살려|도와|도움|구해|구조|갇혔|갇혀|깔렸|고립|다쳤|다쳐");
    /** Who is asked to go to others needs none yet. */
    private static final Pattern SUPPORT = Pattern.compile("(需要?|请求?|要|求|急需)支援");

    /** Nothing but a cry: whoever was asked something cool, or nothing at all, may write of 帮 and 埋 in other ways. */
    private static final Pattern CRY =
            Pattern.compile("救命|救我|救救|快来?救|求救|被困|困住了|被埋|埋住|埋了人|sos|helpme|trapped|살려|구해주|갇혔|갇혀");
    /** Taken out of the text before a cry for help is looked for in it: 没人受伤但被困了 is one. */
    private static final Pattern HELP_DENIED = Pattern.compile("(不用|不需要?|不要|无需)(再|来|去|你们|大家|派人|叫人|人)*(救|帮|支援)"
            + "|没有?人?(受伤|被困|困住|被埋)|(要|需要|用)我?(去|来)?(帮忙?|救人?).{0,2}吗"
            + "|nohelp(isneeded|needed)?$|(dont|donot)needhelp|안도와|도움(은|이)?(필요없|안)|안다쳤");
    /** The numbers of police, fire brigade and ambulance. */
    private static final Pattern EMERGENCY = Pattern.compile("110|119|120");

    /** Who has, and how: nothing else may stand before the word that says that people went. */
    private static final String WE =
            "(我[们家]?|俺们?|咱们?|(全家|1家)(老人|孩子|老小|老少|和|跟)*|1家人?|家里?人|大家|人|都|全部?|也|已经?|刚刚?|安全|平安|顺利|\\d+口人?|和|跟)*";

    private static final String THERE = "(.{0,8}(学校|小学|中学|安置点|避难所|避难点|避难场所|集合点|村委会?|村部|安全(地方|地带|区|点)|高处|广场|礼堂|亲戚家?))";
    /** Before who has, and nothing else: the neighbours, the cattle and the furniture have moved too. */
    private static final String GREETING = "(你好|您好|报告|领导|收到|好的?|嗯|是的?|谢谢)*";

    private static final String KOREAN_WE =
            "(우리|저희|가족|식구|모두|전부|다들|다|전원|은|는|이|가|도|들|안전하게|무사히|이미|벌써|방금|지금|네|예" + "|안전한곳|학교|초등학교|마을회관|대피소|으?로|에)*";

    private static final Pattern MOVED = Pattern.compile(GREETING + "家?" + WE + "(早就?|刚才)?"
            + "(转移了|已转移|已经转移|都转移|全部转移|撤离了|已撤|已经撤|撤了|撤完|转移完|撤离完|安全了|搬走了)|" + KOREAN_WE
            + "(대피했|대피완료|이동했|도착했)");
    /** The whole of a text: 泥石流到了 and 桥冲走了 are not it. */
    private static final Pattern ARRIVED =
            Pattern.compile(WE + "(到达?了?" + THERE + "(了|啦|里)*|(已经?|都)到达?(了|啦)?|到(达(了|啦)?|了|啦)|(走|离开)(了|啦)+|已走)");

    /** What says that they have not yet. */
    private static final String NOT_YET = "准备|正在|马上|正要|打算|等|再|想|要转移|要撤|要走|该|让|叫|如果|要是|快转移|快撤";

    /** What says that something else did, or others. */
    private static final String NOT_PEOPLE = "失联|走散|牛|羊|猪|东西|家具|物资|洪水|泥石|石头|滚石|滑坡|塌|冲走|산사태|토사|물이";

    /** That somebody is still there. */
    private static final String LEFT = "剩|留下|留在|留守|就差|只差|还差|还有|还在|不肯|不愿|没走|没撤|没转移|没到|没来|남았|남아|집에있|저만|나만|只有";

    private static final Pattern NOT_THEY = Pattern.compile(NOT_YET + "|" + NOT_PEOPLE + "|剩|留下|留在|留守|就差|只差|还差|还有");
    /** Where this stands, nothing is said of a part of the household. */
    private static final Pattern NO_PART = Pattern.compile(NOT_YET + "|" + NOT_PEOPLE + "|隔壁|邻居|邻家|别人|人家|他们家|옆집|이웃");

    /** Whoever is not all of them. */
    private static final String SOME = "(老人|老的|老娘|老爹|老伴|老婆|老公|爸|妈|父|母|爷|奶|姥|姥爷|婆|公公|媳妇|丈夫|妻子|孩子|小孩|娃|小的|儿子|女儿|闺女|孙子|孙女"
            + "|哥|弟|姐|妹|妇女|女人|病人|部分|有的|有些|1?半人?|1些|几个人?|[两2-9](个人?|人)|俩|仨|1个人?|어머니|엄마|아버지|아빠|부모|할머니|할아버지|노인|어르신"
            + "|아이|애들|아들|딸|아내|남편|일부|반은|절반)";

    private static final String AND_NOT_DENIED = "(?:(?!没|未|不|别|못|안(?!전)|아직).){0,12}?";
    private static final String WENT =
            "(转移|撤离|撤|走|离开|到|下山|送走|接走|搬走)(完|走|出|达)*(了|啦|到|去)|已转移|已经?(转移|撤离?|走|到)|安全了|[到在](达|了)?.{0,6}(学校|小学|中学|安置|避难|村委|亲戚|高处|广场)"
                    + "|대피했|대피시켰|대피완료|이동했|도착했|떠났|나갔|피했|갔어|갔습|갔고";
    private static final Pattern SOME_WENT = Pattern.compile(SOME + AND_NOT_DENIED + "(" + WENT + ")");
    private static final Pattern WENT_BUT =
            Pattern.compile("(?<![没未不])(" + WENT + ").*(" + LEFT + ")|(就|只|只有|还有?)(我|他|她|俺).{0,2}(没|还在|在家)");
    private static final Pattern ENGLISH_SOME_WENT = Pattern.compile(
            ".*\\b(mother|mom|mum|father|dad|parents|grandma|grandpa|grandmother|grandfather|kids?|children|child|wife"
                    + "|husband|son|daughter|old people|elderly|some|half|two|three|part)( (?!not|havent|hasnt|never|cant)[a-z]+){0,4}"
                    + " (moved|evacuated|left|gone|arrived|safe)\\b.*"
                    + "|.*\\b(moved|evacuated|left|gone|arrived|safe)\\b.*\\b(but|except|without|only|still|stayed|remains?)\\b.*");
    private static final Pattern ENGLISH_DENIED = Pattern.compile(
            ".*\\b(not|never|havent|hasnt|cant|nobody|will|going to|to) (yet )?(been )?(move|moved|evacuate|evacuated|leave|left|go|gone|arrived|safe)\\b.*"
                    + "|.*\\b(cows?|cattle|neighbou?rs?|river|mud|water)\\b.*");

    private static final String ENGLISH_WE =
            "((yes|ok|we|i|im|ive|weve|were|all|everyone|everybody|my|our|the|family|have|has|are|is|am|now|already|just|of|us) )*";
    private static final Pattern ENGLISH_MOVED = Pattern.compile(ENGLISH_WE
            + "(moved|evacuated|arrived|left already|already left|safe)( (now|already|out|here|safely|safe))*"
            + "( (to|at|in)( (the|a))?( (?!but|except|without|only|still)[a-z]+){1,3})?");
    private static final Pattern RETURNED =
            Pattern.compile(WE + "((返回家?|回到?家|回来|到家|回去|在家)(里|中|呢|了|啦|都|平安|安全|好)*|平安)|.*(돌아왔|귀가했|귀가완료).*|귀가");
    private static final Pattern ENGLISH_RETURNED =
            Pattern.compile(ENGLISH_WE + "(returned|back home|home|back)( (now|again|safely|home|safe))*");
    /** Whoever goes for others says it of all of them. */
    private static final Pattern ALL_MOVED =
            Pattern.compile("(我们?|人|他们|1家人?|户|已经?)*(全部|全都|都|全)(已经?)*(转移|撤离|撤)(完|走)?(了|啦|完毕|完成)*"
                    + "|(已经?)?(转移|撤离)(完了?|完毕|完成)|.*(모두|전원)대피(했|완료).*");

    private static final Pattern ENGLISH_ALL_MOVED = Pattern.compile(
            "(all|everyone|everybody|they all)( (have|has|are|is|of them|been))* (moved|evacuated)( out)?");

    /**
     * Whoever says so may add why, but nothing else: 不离开安置点 says the contrary, and who cannot (水大过不去, 没人背) needs help.
     */
    private static final Pattern REFUSED =
            Pattern.compile("(你好|您好|报告|领导|收到|好的?|嗯|知道了?|谢谢)*" + WE + "家?(就|也|都|坚决|死活|肯定|绝对|反正|" + COME_WHAT_MAY + ")*"
                    + "((拒绝|不(想|愿意?|肯|要|打算|准备)?)(转移|撤离?|走|搬|离开)|(?<=哪里?儿?(也|都))不去)[的啦了]?"
                    + "((我[们家]?|家里?|屋里|院里)*(还?有|的)*(老?牛|羊|猪|鸡|狗|牲口|东西|粮食|庄稼|家当|房子)+(没人[管看喂]|要喂|走不开|舍不得|丢不下)?"
                    + "|(我[们家]?|家里?)*(没事|不怕|看家|守家|看着家)|舍不得家?|雨[小停]了)?"
                    + "|(우리는?|저희는?|저는?|나는?)*(안(떠나겠|나가겠|가겠|갈거)[가-힣]{0,4}|안(나가요|갑니다|가요|떠나요|나갈래요?|갈래요?)"
                    + "|(대피|이동)(를|을)?(안(할래|할거|하겠)[가-힣]{0,4}|하지않(겠|을)[가-힣]{0,5}|거부[가-힣]{0,4})|떠나지않(겠|을)[가-힣]{0,5})");

    /** At the end of what is said of a part of the household, by whoever is left. */
    private static final Pattern I_REFUSE = Pattern.compile("我(就|也|可|坚决|死活|肯定)*不(想|愿意?|肯|要)?(转移|撤离?|走|搬|离开)了?$");

    private static final Pattern ENGLISH_REFUSED =
            Pattern.compile("((no|sorry|but|we|i|im|were|are|am|will|do|all|family|my|the) )*"
                    + "(refuse to|wont|not going to|not|not want to|dont want to) (leave|leaving|move|moving|evacuate|evacuating)( (my|our) (home|house))?"
                    + "|((no|we|i|im|were|are|am|will) )*(staying|stay) (home|at home|in (my|our) house)");

    /** That somebody is there still, or again; of a shelter it is said too that people have not left it, or will not go back. */
    private static final Pattern STILL =
            Pattern.compile("(没有?|未)(全|都)?(走(?!散|丢|失)|撤|转移|离开(?!.{0,3}(学校|安置|避难|村委|亲戚))|出来|出去|下来|下山)|没来得及"
                    + "|还在(家|屋|院|楼|村|沟|山|里面|这)|还有人在|(?<!没)(?<!没有)(人|爸|妈|爷|奶|公|婆|老伴|孩子|娃)在家"
                    + "|(?<![不别])又(回|返)|(跑|返)回(去|来|家)|(?<![不别没能想])回(去|家|来)(了|啦)$"
                    + "|아직(집|안|못|남|있|.{0,3}못)|집에(있(?!지않)|계|남)|안나(왔|갔)|못나(왔|갔)|안떠났|다시(집|돌아)");

    /** Of whoever went to others and is home again; that somebody else is, is what was asked. */
    private static final Pattern RUNNER_IS_HOME = Pattern.compile("(我们?|咱们?|俺们?)(先|就|也|已经)?(又)?(回|返)");

    private static final Pattern ENGLISH_STILL = Pattern.compile(
            "not yet( .*)?|.*\\b((not|havent|hasnt|didnt) (yet |all )?(been )?(left(?! the (shelter|school))|moved|gone|evacuated|leave|move|come out)"
                    + "|(?<!nobody is )(?<!no one is )still (at home|home|here|there|inside|in the house|in my house|in our house)"
                    + "|(went|gone|came) back)\\b.*");

    /** Who cannot leave needs help; who was asked to go to others says no by it. */
    private static final Pattern CANNOT =
            Pattern.compile("(转移|撤离?|离开|走|下)不(了|成|来|动)|[过出下]不去|(?<!잘)못(가(?!져)|나가|움직|걸|떠나)");

    private static final Pattern ENGLISH_CANNOT =
            Pattern.compile(".*\\b(cant|cannot|can not|unable to) (walk|move|leave|get out|go out|evacuate)\\b.*");

    private static final Pattern NOT_HOME = Pattern.compile("回不(去|来|了)|没回|未回|还没到家|못(돌아|가)|집에못");

    private static final Pattern OWN =
            Pattern.compile("按错|没有?错|就是(我|本人)|(?<!不)是本人|^是我[啊呀的]?$|^我是[^谁外别的]{2,3}$|맞습니다|본인(이|입니|맞)(?!.{0,3}아니)|잘못눌"
                    + "|(?<!not)(?<!notthe)rightnumber|mymistake|pressedwrong|itisme|itsme");

    private static final Pattern WRONG =
            Pattern.compile("号码有误|号码错|错号|打错|发错|弄错人|认错|不是本人|不认识(你们?|这个?人|他们?|她|户主)?$|잘못(?!눌)|wrongnumber|wrongperson");
    private static final Pattern SEEN = Pattern.compile("收到|知道|明白|好的|好|行|ok|okay|注意到|알겠|확인|네|gotit|received|yes");
    private static final Pattern GO = Pattern.compile(
            "(好的?|行|可以|收到|ok|嗯)*(接受|我?(马上|这就|现在|立刻|立即|就)*过?去|我(马上|这就|现在|就)*过?来)" + "(了|吧|啦|1趟|通知)*|.*(알겠|가겠).*");
    private static final Pattern ENGLISH_GO =
            Pattern.compile("((yes|ok|i|im|ill|will|am|we|are|now) )*(accept|accepted|go|going)( (now|there))*");
    private static final Pattern STOP = Pattern.compile("td|t|退订|取消|取消订阅|stop|unsubscribe|수신거부");

    /** The words with one space between them, as far as they are of Latin letters. */
    private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9]+");

    private final String bare;
    private final String spaced;
    private final boolean isQuestion;
    private final boolean isAskedOutright;

    TypedAnswer(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        bare = DECORATION
                .matcher(plain)
                .replaceAll("")
                .replace('一', '1')
                .replace('二', '2')
                .replace('三', '3')
                .replace('四', '4')
                .replace('零', '0');
        spaced = BETWEEN.matcher(plain.replace("'", "").replace("’", ""))
                .replaceAll(" ")
                .strip();
        isAskedOutright = plain.indexOf('?') >= 0 || bare.contains("吗");
        isQuestion = plain.indexOf('?') >= 0
                || QUESTION.matcher(DEFIANCE.matcher(bare).replaceAll("")).find()
                || ASKS.matcher(spaced).matches();
    }

    boolean isDigit() {
        var digit = DIGIT.matcher(bare);
        return digit.matches() && digit.group(3) == null;
    }

    Meaning to(Asked asked) {
        if (bare.length() > LONGEST) {
            return (isHeard(asked) ? isHelp(bare, asked) : CRY.matcher(bare).find()) ? Meaning.HELP : Meaning.TEXT;
        }
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
                    .or(() -> words(rest, asked)
                            .filter(two -> two == Meaning.HELP || two == Meaning.PART || two == Meaning.STILL_THERE))
                    .orElse(Meaning.TEXT);
        }
        return words(bare, asked).orElse(Meaning.TEXT);
    }

    private static Optional<Meaning> digit(char digit, Asked asked) {
        var meanings = switch (asked) {
            case CHECK -> new Meaning[] {null, Meaning.REAL, Meaning.NOTHING, null, null};
            case MOVE -> new Meaning[] {Meaning.WRONG_PERSON, Meaning.MOVED, Meaning.HELP, null, null};
            case RETURN -> new Meaning[] {Meaning.WRONG_PERSON, Meaning.RETURNED, Meaning.HELP, null, null};
            case GO -> new Meaning[] {Meaning.WRONG_PERSON, Meaning.ACCEPTED, Meaning.DECLINED, null, null};
            case REPORT -> new Meaning[] {null, Meaning.ACCEPTED, Meaning.HELP, Meaning.MOVED, Meaning.HELP};
            case WAKE -> new Meaning[] {null, Meaning.SEEN, null, null, null};
            case NOTHING -> new Meaning[] {null, null, null, null, null};
        };
        return Optional.ofNullable(meanings[digit - '0']);
    }

    /** Whether a cry for help is an answer to it. */
    private static boolean isHeard(Asked asked) {
        return asked != Asked.CHECK && asked != Asked.NOTHING && asked != Asked.WAKE;
    }

    private boolean isHelp(String said, Asked asked) {
        return HELP.matcher(said).find()
                || asked != Asked.GO && SUPPORT.matcher(said).find()
                || asked == Asked.MOVE
                        && (CANNOT.matcher(said).find()
                                || ENGLISH_CANNOT.matcher(spaced).matches());
    }

    private Optional<Meaning> words(String said, Asked asked) {
        if (asked == Asked.CHECK || asked == Asked.NOTHING) {
            return first(CRY.matcher(HELP_DENIED.matcher(said).replaceAll("")).find(), Meaning.HELP);
        }
        if (asked == Asked.WAKE
                && CRY.matcher(HELP_DENIED.matcher(said).replaceAll("")).find()) {
            return Optional.of(Meaning.HELP);
        }
        if (EMERGENCY.matcher(said).matches() && asked != Asked.WAKE) {
            return Optional.of(Meaning.HELP);
        }
        if (STOP.matcher(said).matches()) {
            return Optional.of(Meaning.STOP);
        }
        if (asked != Asked.WAKE && isHelp(HELP_DENIED.matcher(said).replaceAll(""), asked)) {
            return Optional.of(Meaning.HELP);
        }
        if (isQuestion) {
            // 还没走，怎么办 says where they are
            return first(!isAskedOutright && isStillThere(said, asked), Meaning.STILL_THERE);
        }
        if (WRONG.matcher(said).find() && asked != Asked.WAKE) {
            return Optional.of(Meaning.WRONG_PERSON);
        }
        if (asked == Asked.MOVE && isPart(said)) {
            return Optional.of(I_REFUSE.matcher(said).find() ? Meaning.REFUSED : Meaning.PART);
        }
        if (asked == Asked.MOVE && isAll(said, REFUSED, ENGLISH_REFUSED)) {
            return Optional.of(Meaning.REFUSED);
        }
        if (isStillThere(said, asked)) {
            return Optional.of(Meaning.STILL_THERE);
        }
        if (DENIAL.matcher(said).find()) {
            return asked == Asked.GO && said.matches("(我)?(不能去|去不了|不去|没空|不在)(了)?")
                    ? Optional.of(Meaning.DECLINED)
                    : Optional.empty();
        }
        return switch (asked) {
            case MOVE -> first(hasMoved(said), Meaning.MOVED).or(() -> whole(said));
            case REPORT ->
                first(isAll(said, ALL_MOVED, ENGLISH_ALL_MOVED), Meaning.MOVED).or(() -> whole(said));
            case RETURN ->
                first(isAll(said, RETURNED, ENGLISH_RETURNED), Meaning.RETURNED).or(() -> whole(said));
            case GO -> first(isAll(said, GO, ENGLISH_GO), Meaning.ACCEPTED);
            case WAKE -> whole(said);
            case CHECK, NOTHING -> Optional.empty();
        };
    }

    private boolean isStillThere(String said, Asked asked) {
        return switch (asked) {
            case MOVE ->
                STILL.matcher(said).find() || ENGLISH_STILL.matcher(spaced).matches();
            case REPORT ->
                STILL.matcher(said).find() && !RUNNER_IS_HOME.matcher(said).find();
            case RETURN -> NOT_HOME.matcher(said).find();
            case CHECK, GO, WAKE, NOTHING -> false;
        };
    }

    boolean isOwn() {
        return !isQuestion && OWN.matcher(bare).find();
    }

    private boolean isPart(String said) {
        var isSaid = WENT_BUT.matcher(said).find() || SOME_WENT.matcher(said).find() && !hasMoved(said);
        return isSaid && !NO_PART.matcher(said).find()
                || ENGLISH_SOME_WENT.matcher(spaced).matches()
                        && !ENGLISH_DENIED.matcher(spaced).matches();
    }

    private boolean hasMoved(String said) {
        return (MOVED.matcher(said).lookingAt() || isAll(said, ARRIVED, ENGLISH_MOVED))
                && !NOT_THEY.matcher(said).find();
    }

    /** The whole of what is said, in Chinese or Korean; or of the text, in English. */
    private boolean isAll(String said, Pattern pattern, Pattern english) {
        return pattern.matcher(said).matches() || english.matcher(spaced).matches();
    }

    private static Optional<Meaning> first(boolean isSaid, Meaning meaning) {
        return isSaid ? Optional.of(meaning) : Optional.empty();
    }

    /** That it was read, and nothing beside. */
    private static Optional<Meaning> whole(String said) {
        return SEEN.matcher(said.replaceAll("(了|啦|的|谢谢|요|습니다|어요)+$", "")).matches()
                ? Optional.of(Meaning.SEEN)
                : Optional.empty();
    }
}
