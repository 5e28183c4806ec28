package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeaningTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|REAL",
                "１|REAL",
                "1。|REAL",
                " 1 |REAL",
                "“1”|REAL",
                "1️⃣|REAL",
                "①|REAL",
                "1!|REAL",
                "2|NOTHING",
                "２．|NOTHING",
                "2、|NOTHING",
                "12|TEXT",
                "11|TEXT",
                "3|TEXT",
                "后山裂缝变宽|TEXT",
                "1个裂缝|TEXT",
                "''|TEXT",
                "。|TEXT"
            })
    void readsOneAndTwoHoweverAPhoneWritesThem(String typed, Meaning meaning) {
        assertThat(Meaning.of(typed, Asked.CHECK)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|MOVED",
                "1。|MOVED",
                "１|MOVED",
                "11|MOVED",
                "一|MOVED",
                "1 已转移|MOVED",
                "已转移|MOVED",
                "已转移。|MOVED",
                "到了|MOVED",
                "我们都已经到学校了|MOVED",
                "대피했습니다|MOVED",
                "We have moved|MOVED",
                "2|HELP",
                "2！|HELP",
                "救命|HELP",
                "求助，老人走不动|HELP",
                "没转移，救命|HELP",
                "1 快来救人|HELP",
                "살려주세요|HELP",
                "120|HELP",
                "0|WRONG_PERSON",
                "号码有误|WRONG_PERSON",
                "你打错了|WRONG_PERSON",
                "收到|SEEN",
                "知道了|SEEN",
                "好的，谢谢|SEEN",
                "退订|STOP",
                "TD|STOP",
                "没转移|STILL_THERE",
                "还没有到|TEXT",
                "不用救，已转移|TEXT",
                "1号楼还有人|TEXT",
                "12|TEXT",
                "3|TEXT",
                "你是谁|TEXT",
                "not moved|STILL_THERE",
                "安全了吗|TEXT",
                "已转移？|TEXT",
                "水已经到门口了|TEXT",
                "泥石流到了|TEXT",
                "桥冲走了|TEXT",
                "等安全了再走|TEXT",
                "正在转移|TEXT",
                "到学校的路断了|TEXT",
                "不认识路|TEXT",
                "我不认识你|WRONG_PERSON",
                "unsafe|TEXT",
                "Is it safe|TEXT",
                "The mud arrived|TEXT",
                "I'm safe|MOVED",
                "We have arrived at the school|MOVED",
                "moved but grandma is stuck|HELP",
                "대피했나요|TEXT",
                "已经到老岭小学了|MOVED",
                "我们都走了|MOVED",
                "已到|MOVED",
                "安全了|MOVED",
                "隔壁都撤了|TEXT",
                "老王家已转移|TEXT",
                "牛转移了|TEXT",
                "我家的牛已转移|TEXT",
                "东西搬走了|TEXT",
                "我们的东西搬走了|TEXT",
                "옆집은 대피했어요|TEXT",
                "都撤了，就剩我|PART",
                "撤了，爷爷留在家里|PART",
                "已转移3头牛|TEXT",
                "一家三口已撤离|MOVED",
                "收到，我们已转移|MOVED",
                "你好，我家3口人都已转移到学校|MOVED",
                "我们一家三口已撤离|MOVED",
                "早就撤了|MOVED",
                "우리 가족 모두 대피했습니다|MOVED",
                "没人受伤但被困了快来救|HELP",
                "没人受伤|TEXT",
                "能来救我吗|HELP",
                "''|TEXT"
            })
    void readsWhatPeopleBelowASlopeTypeInAHurry(String typed, Meaning meaning) {
        assertThat(Meaning.of(typed, Asked.MOVE)).isEqualTo(meaning);
    }

    /** Who speaks for a part of the household has answered, and has not said that it moved. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "老人已转移|PART",
                "老人和孩子已经转移|PART",
                "我妈走了我还在|PART",
                "我妈走了，我还在。|PART",
                "孩子先走了|PART",
                "爸妈已到学校|PART",
                "奶奶送走了，我在收拾|PART",
                "我和老人都到学校了|PART",
                "走了两个，还有一个没走|PART",
                "撤了三个人，奶奶不肯走|PART",
                "部分人已撤离|PART",
                "一半人走了|PART",
                "都转移了，就差爷爷|PART",
                "都走了就我没走|PART",
                "1 老人走了我还在|PART",
                "우리 어머니만 대피했어요|PART",
                "할머니는 대피했고 저는 집에 있어요|PART",
                "아이들은 먼저 대피했습니다|PART",
                "다들 대피했는데 저만 남았어요|PART",
                "My mother has moved, I am still here|PART",
                "the kids have left already|PART",
                "we moved except grandpa|PART",
                "全家老人孩子都转移了|MOVED",
                "家里人都已经转移|MOVED",
                "모두 학교로 대피했습니다|MOVED",
                "전원 대피 완료|MOVED",
                "We all moved to the school|MOVED",
                "老人没转移|STILL_THERE",
                "老人还没走|STILL_THERE",
                "等孩子到了再走|TEXT",
                "隔壁老人走了|TEXT",
                "아직 대피 못했어요|STILL_THERE",
                "할머니가 못 나갔어요|STILL_THERE",
                "어머니는 안 가셨어요|TEXT",
                "my kids have not moved|STILL_THERE",
                "老人走了，我被困住了|HELP",
                "爸妈转移了，我腿受伤|HELP",
                "다리를 다쳤어요|HELP",
                "도움이 필요합니다|HELP",
                "도움 필요없어요|TEXT",
                "물이 들어와요 살려주세요|HELP",
                "할아버지가 집에 갇혔어요|HELP"
            })
    void aPartOfAHouseholdIsNotTheHousehold(String typed, Meaning meaning) {
        assertThat(Meaning.of(typed, Asked.MOVE)).isEqualTo(meaning);
    }

    /** Whoever writes the words of what they were asked, with the digit or without it, has answered. */
    @ParameterizedTest
    @CsvSource({
        "需支援, REPORT, HELP",
        "4需支援, REPORT, HELP",
        "请求支援, REPORT, HELP",
        "不用支援, REPORT, TEXT",
        "需支援, GO, TEXT",
        "全部转移, REPORT, MOVED",
        "3全部转移, REPORT, MOVED",
        "接受, GO, ACCEPTED",
        "1接受, GO, ACCEPTED",
        "不能去, GO, DECLINED",
        "2不能去, GO, DECLINED",
        "已转移, MOVE, MOVED",
        "1已转移, MOVE, MOVED",
        "求助, MOVE, HELP",
        "2求助, MOVE, HELP",
        "需救助, RETURN, HELP",
        "在家平安, RETURN, RETURNED",
        "1在家平安, RETURN, RETURNED",
        "收到, WAKE, SEEN",
        "1收到, WAKE, SEEN"
    })
    void theWordsOfAQuestionAnswerIt(String typed, Asked asked, Meaning meaning) {
        assertThat(Meaning.of(typed, asked)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({"3, true", "３。, true", "④, true", "3全部转移, false", "都转移了, false", "31, false"})
    void aDigitAloneIsTold(String typed, boolean isDigit) {
        assertThat(Meaning.isDigit(typed)).isEqualTo(isDigit);
    }

    /** Who will not leave is gone to; who only says that they have not left yet, or cannot, is something else. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "不走|REFUSED",
                "我不走！|REFUSED",
                "不想转移|REFUSED",
                "我们家不转移，牛没人管|REFUSED",
                "坚决不搬|REFUSED",
                "拒绝转移|REFUSED",
                "收到，我不走|REFUSED",
                "안 나가요|REFUSED",
                "대피하지 않겠습니다|REFUSED",
                "I won't leave|REFUSED",
                "We are not going to leave our house|REFUSED",
                "We are staying home|REFUSED",
                "不走老路，已从新路转移|TEXT",
                "不走就来不及了|TEXT",
                "是不是可以不走|TEXT",
                "老人不肯走|TEXT",
                "隔壁不肯走|TEXT",
                "还没走|STILL_THERE",
                "不能走|TEXT",
                "走不了|HELP",
                "不走，我被困住了|HELP",
                "孩子走了，我不走|REFUSED",
                "4口人已转移|MOVED",
                "4|TEXT",
                "老婆孩子走了，我坚决不走|REFUSED",
                "不离开安置点|TEXT",
                "暂时不离开|TEXT",
                "不走了，已在学校|TEXT",
                "不下山了，已经在山上亲戚家|TEXT",
                "我们不走了，都出来了|TEXT",
                "不走河边，从后山上来了|TEXT",
                "不走不行|TEXT",
                "人都不走散|TEXT",
                "不走了，水大过不去|HELP",
                "不走了，道断了|TEXT",
                "我不走，我妈瘫痪没人背|TEXT",
                "不走，水进屋了|TEXT",
                "不走，雨停了|REFUSED",
                "不走，看家|REFUSED",
                "说什么也不走|REFUSED",
                "谁来劝也不走|REFUSED",
                "谁劝也不走|REFUSED",
                "我怎么说都不走|REFUSED",
                "哪也不去|REFUSED",
                "我哪儿都不去！|REFUSED",
                "说什么也不走吗|TEXT",
                "哪里都不去，已在学校|TEXT",
                "不去|TEXT",
                "我们家不走，有羊|REFUSED",
                "대피하지 않았습니다|TEXT",
                "떠나지 않았어요|TEXT",
                "안 나가면 안 돼요|TEXT",
                "We are not going home|TEXT",
                "we won't go home|TEXT",
                "we are staying here|TEXT",
                "아직 안 나갔어요|STILL_THERE",
                "we have not left|STILL_THERE"
            })
    void whoWillNotLeaveIsNotWhoHasNotLeftYet(String typed, Meaning meaning) {
        assertThat(Meaning.of(typed, Asked.MOVE)).isEqualTo(meaning);
    }

    /** Nobody who cries is asked first whether that was the question. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "救命|HELP",
                "快来救人|HELP",
                "后山塌了，两个人被埋|HELP",
                "살려주세요|HELP",
                "help me|HELP",
                "SOS|HELP",
                "裂缝埋了一半|TEXT",
                "没有人被困|TEXT",
                "请帮我看看|TEXT"
            })
    void aCryIsHeardWhateverWasAsked(String typed, Meaning meaning) {
        assertThat(Meaning.of(typed, Asked.CHECK)).isEqualTo(meaning);
        assertThat(Meaning.of(typed, Asked.NOTHING)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RETURN|1|RETURNED",
                "RETURN|到家了|RETURNED",
                "RETURN|在家平安|RETURNED",
                "RETURN|平安|RETURNED",
                "RETURN|我们都在家|RETURNED",
                "RETURN|老人还在家|TEXT",
                "RETURN|还没回家|STILL_THERE",
                "RETURN|可以回家了吗|TEXT",
                "RETURN|想回家|TEXT",
                "RETURN|全家都已经回家了|RETURNED",
                "RETURN|We are back home|RETURNED",
                "RETURN|can we go home|TEXT",
                "GO|要我去吗|TEXT",
                "GO|好的，我马上过去|ACCEPTED",
                "GO|不认识路|TEXT",
                "GO|1|ACCEPTED",
                "GO|接受|ACCEPTED",
                "GO|我去|ACCEPTED",
                "GO|不接受|TEXT",
                "GO|不能去|DECLINED",
                "GO|2|DECLINED",
                "GO|好|TEXT",
                "GO|0|WRONG_PERSON",
                "REPORT|1|ACCEPTED",
                "REPORT|3|MOVED",
                "REPORT|都转移了|MOVED",
                "REPORT|全部转移|MOVED",
                "REPORT|全部转移了|MOVED",
                "REPORT|到了|TEXT",
                "REPORT|arrived|TEXT",
                "REPORT|已转移|TEXT",
                "REPORT|全部转移要多久|TEXT",
                "REPORT|2|HELP",
                "WAKE|1|SEEN",
                "WAKE|收到|SEEN",
                "WAKE|2|TEXT"
            })
    void readsADigitByWhatWasAsked(Asked asked, String typed, Meaning meaning) {
        assertThat(Meaning.of(typed, asked)).isEqualTo(meaning);
    }

    /** As long as a carrier may bring them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "我|30000|''|TEXT",
                "不用再|9000|''|TEXT",
                "全家人|99|''|TEXT",
                "全家人|99|还|TEXT",
                "老人孩子|9000|被困了|HELP",
                "裂|9000|''|TEXT"
            })
    void isNotOverwhelmedByALongText(String word, int times, String end, Meaning meaning) {
        for (var asked : new Asked[] {Asked.MOVE, Asked.RETURN, Asked.GO, Asked.REPORT}) {
            assertThat(Meaning.of(word.repeat(times) + end, asked)).isEqualTo(meaning);
        }
        assertThat(Meaning.of(word.repeat(times) + end, Asked.CHECK))
                .as("whoever cries for help is heard whatever was asked")
                .isEqualTo(meaning);
        assertThat(Meaning.of(word.repeat(times) + end, Asked.WAKE)).isEqualTo(meaning);
    }

    /** What five people wrote after their 1, one night, while they counted as gone. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MOVE|没走|STILL_THERE",
                "MOVE|我没走，看牛|STILL_THERE",
                "MOVE|我爸又回去了|STILL_THERE",
                "MOVE|还有一个没走|STILL_THERE",
                "MOVE|我还没出来！|STILL_THERE",
                "MOVE|我又回家了|STILL_THERE",
                "MOVE|할머니가 아직 집에 있어요|STILL_THERE",
                "MOVE|not yet, my wife is still at home|STILL_THERE",
                "MOVE|he went back home|STILL_THERE",
                "MOVE|我们还在家呢|STILL_THERE",
                "MOVE|还没走呢|STILL_THERE",
                "MOVE|还没走，怎么办|STILL_THERE",
                "MOVE|1，我爸又回去了|STILL_THERE",
                "MOVE|放心，我们不回去了|TEXT",
                "MOVE|孩子想回家了|TEXT",
                "MOVE|没人在家|TEXT",
                "MOVE|我们没离开学校|TEXT",
                "MOVE|we have not left the shelter|TEXT",
                "MOVE|nobody is still there|TEXT",
                "MOVE|잘못 걸었습니다|WRONG_PERSON",
                "MOVE|약을 못 가져왔어요|TEXT",
                "MOVE|没走丢，都在学校|TEXT",
                "MOVE|谢谢|TEXT",
                "MOVE|还没走完吗|TEXT",
                "MOVE|애들은 피했는데 할머니는 못 가요|HELP",
                "MOVE|路断了，转移不了|HELP",
                "MOVE|my mother cannot walk|HELP",
                "REPORT|没走，他又回来了|STILL_THERE",
                "REPORT|好的，我回家了|TEXT",
                "REPORT|人送到了，我回来了|TEXT",
                "GO|路断了过不去|TEXT",
                "RETURN|路断了回不去|STILL_THERE"
            })
    void whoIsStillThereIsNotWhoWritesOfSomethingElse(Asked asked, String typed, Meaning meaning) {
        assertThat(Meaning.of(typed, asked)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "我是沈长林，刚按错了|true",
                "我是钱春和，号码没错|true",
                "是我|true",
                "it's me|true",
                "你打错了|false",
                "不是本人|false",
                "号码错了|false",
                "我是外地的，发错了|false",
                "본인 아닙니다|false",
                "not the right number|false",
                "我是外地人，别打了|false",
                "我是钱春和|true",
                "别发了|false",
                "是谁|false",
                "我是谁关你什么事？|false"
            })
    void whoseNumberItIsAfterAll(String typed, boolean isOwn) {
        assertThat(Meaning.isOwn(typed)).isEqualTo(isOwn);
    }
}
