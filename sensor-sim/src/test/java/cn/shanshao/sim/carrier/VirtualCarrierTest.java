package cn.shanshao.sim.carrier;

import static cn.shanshao.sim.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualCarrierTest {
    private static final String PHONE = "10000000101";
    private static final int UCS2 = 0x08;
    private static final int UCS2_FLASH = 0x18;
    private static final String LONG =
            "【山哨演示】老岭沟后山裂缝计今日位移已过红色线，请立即到现场查看，看到变化回1，没有变化回2，也可直接回文字。𠮷家屋后、𠮷家地头、学校东墙三处都要看到，注意自身安全，不要走到裂缝下方。";

    @TempDir
    Path folder;

    private VirtualCarrier carrier;

    @BeforeEach
    void start() throws Exception {
        carrier = VirtualCarrier.start(0, "centre", "secret", folder.resolve("memory"));
    }

    @AfterEach
    void stop() throws Exception {
        carrier.close();
    }

    @Test
    void aMessageArrivesOnThePhoneAndItsReceiptComesBack() throws Exception {
        try (var customer = Customer.bind(carrier.port(), "centre", "secret")) {
            var id = customer.submit(PHONE, "请查看，回1或2", UCS2);
            assertThat(carrier.phones()).singleElement().satisfies(phone -> {
                assertThat(phone.number()).isEqualTo(PHONE);
                assertThat(phone.messages()).singleElement().satisfies(message -> {
                    assertThat(message.direction()).isEqualTo(Message.Direction.IN);
                    assertThat(message.text()).isEqualTo("请查看，回1或2");
                    assertThat(message.flash()).isFalse();
                });
            });
            eventually("receipt", () -> customer.receipts.size() == 1);
            assertThat(customer.receipts.get(0).getId()).isEqualTo(id);
            assertThat(customer.receipts.get(0).getFinalStatus()).isEqualTo(DeliveryReceiptState.DELIVRD);
        }
    }

    @Test
    void theWrongPasswordDoesNotBind() {
        assertThatThrownBy(() -> Customer.bind(carrier.port(), "centre", "wrong"))
                .hasMessageContaining("Negative response 0000000e");
        assertThatThrownBy(() -> Customer.bind(carrier.port(), "other", "secret"))
                .hasMessageContaining("Negative response 0000000e");
    }

    @Test
    void aLongMessageIsJoinedAndEachPartHasItsReceipt() throws Exception {
        try (var customer = Customer.bind(carrier.port(), "centre", "secret")) {
            customer.submit(PHONE, LONG, UCS2);
            assertThat(carrier.phones().get(0).messages())
                    .singleElement()
                    .extracting(Message::text)
                    .isEqualTo(LONG);
            eventually("receipts", () -> customer.receipts.size() == 2);
        }
    }

    @Test
    void classZeroIsShownAsFlash() throws Exception {
        try (var customer = Customer.bind(carrier.port(), "centre", "secret")) {
            customer.submit(PHONE, "立即转移", UCS2_FLASH);
            assertThat(carrier.phones().get(0).messages().get(0).flash()).isTrue();
        }
    }

    @Test
    void aCallRingsOnThePhoneAndTheKeyComesAsWhatIsTyped() throws Exception {
        try (var customer = Customer.bind(carrier.port(), "centre", "secret")) {
            customer.submit("VOICE", PHONE, "立即转移，已转移按1", UCS2);
            assertThat(carrier.phones().get(0).messages().get(0).text()).isEqualTo("☎ 立即转移，已转移按1");
            carrier.type(PHONE, "1");
            eventually("key", () -> customer.parts.size() == 1);
            assertThat(customer.parts.get(0).text()).isEqualTo("1");
        }
    }

    @Test
    void whatIsTypedReachesTheCustomerFromTheNumberThatWroteLast() throws Exception {
        try (var customer = Customer.bind(carrier.port(), "centre", "secret")) {
            customer.submit(PHONE, "请查看", UCS2);
            carrier.type(PHONE, "后山裂缝变宽");
            eventually("text", () -> customer.parts.size() == 1);
            assertThat(customer.parts.get(0).text()).isEqualTo("后山裂缝变宽");
            assertThat(customer.senders).containsExactly(PHONE + ">" + Customer.NUMBER);
            assertThat(carrier.phones().get(0).messages()).hasSize(2);
        }
    }

    @Test
    void aLongTextComesInPartsThatCutNoCharacter() throws Exception {
        try (var customer = Customer.bind(carrier.port(), "centre", "secret")) {
            carrier.type(PHONE, LONG);
            eventually("both parts", () -> customer.parts.size() == 2);
            assertThat(customer.parts.stream().map(Segment::text).collect(Collectors.joining()))
                    .isEqualTo(LONG);
            assertThat(customer.parts)
                    .allSatisfy(part -> assertThat(part.total()).isEqualTo(2));
        }
    }

    @Test
    void whatIsTypedWhileTheCustomerIsAwayWaitsAlsoOverARestart() throws Exception {
        carrier.type(PHONE, "1");
        carrier.type(PHONE, "裂缝有三指宽");
        restart();
        assertThat(carrier.phones().get(0).messages()).extracting(Message::text).containsExactly("1", "裂缝有三指宽");
        try (var customer = Customer.bind(carrier.port(), "centre", "secret")) {
            eventually("both texts", () -> customer.parts.size() == 2);
            assertThat(customer.parts).extracting(Segment::text).containsExactly("1", "裂缝有三指宽");
        }
        restart();
        try (var customer = Customer.bind(carrier.port(), "centre", "secret")) {
            carrier.type(PHONE, "2");
            eventually("only the new text", () -> !customer.parts.isEmpty());
            assertThat(customer.parts).extracting(Segment::text).containsExactly("2");
        }
    }

    @Test
    void halfOfAMessageIsJoinedWithTheOtherHalfAfterARestart() throws Exception {
        var parts = Segment.split(LONG, 9);
        try (var exchange = Exchange.open(folder.resolve("halves"))) {
            exchange.submit(PHONE, "106900001", Segment.read(parts.get(1), true, UCS2), false, true, false);
            assertThat(exchange.phones()).isEmpty();
        }
        try (var exchange = Exchange.open(folder.resolve("halves"))) {
            exchange.submit(PHONE, "106900001", Segment.read(parts.get(0), true, UCS2), false, true, false);
            assertThat(exchange.phones().get(0).messages().get(0).text()).isEqualTo(LONG);
        }
        try (var exchange = Exchange.open(folder.resolve("halves"))) {
            assertThat(exchange.phones().get(0).messages()).hasSize(1);
        }
    }

    @Test
    void aLineThatACrashCutShortIsPassedOver() throws Exception {
        carrier.type(PHONE, "1");
        carrier.close();
        Files.writeString(folder.resolve("memory"), "{\"kind\":\"TYPED\",\"id\":12", StandardOpenOption.APPEND);
        restart();
        carrier.type(PHONE, "2");
        restart();
        assertThat(carrier.phones().get(0).messages()).extracting(Message::text).containsExactly("1", "2");
    }

    @Test
    void numbersForTestsAreThrottledUnreachableOrSilent() throws Exception {
        try (var customer = Customer.bind(carrier.port(), "centre", "secret")) {
            assertThatThrownBy(() -> customer.submit("10000000444", "x", UCS2))
                    .isInstanceOfSatisfying(
                            NegativeResponseException.class,
                            e -> assertThat(e.getCommandStatus()).isEqualTo(0x58));
            customer.submit("10000000666", "x", UCS2);
            eventually("receipt", () -> customer.receipts.size() == 1);
            assertThat(customer.receipts.get(0).getFinalStatus()).isEqualTo(DeliveryReceiptState.UNDELIV);
            assertThatThrownBy(() -> customer.submit("10000000999", "x", UCS2))
                    .isInstanceOf(ResponseTimeoutException.class);
            assertThat(carrier.phones()).extracting(Phone::number).containsExactly("10000000999");
            assertThatThrownBy(() -> customer.submit("no", "x", UCS2))
                    .isInstanceOfSatisfying(
                            NegativeResponseException.class,
                            e -> assertThat(e.getCommandStatus()).isEqualTo(0x0b));
        }
    }

    @Test
    void aPhoneKeepsItsNewestMessagesOnly() throws Exception {
        try (var exchange = Exchange.open(folder.resolve("many"))) {
            for (var i = 0; i < Phones.KEPT + 5; i++) {
                exchange.submit(PHONE, "1", new Segment(0, 1, 1, "m" + i), false, true, false);
            }
            assertThat(exchange.phones().get(0).messages()).hasSize(Phones.KEPT);
            assertThat(exchange.phones().get(0).messages().get(0).text()).isEqualTo("m5");
        }
    }

    @Test
    void refusesMoreThanItMayHoldInPlaceOfDroppingWhatItAccepted() throws Exception {
        try (var exchange = Exchange.open(folder.resolve("full"))) {
            for (var i = 0; i < Exchange.DUE; i++) {
                exchange.type(PHONE, "1");
            }
            assertThatThrownBy(() -> exchange.type(PHONE, "1")).isInstanceOf(Exchange.Full.class);
        }
        assertThatThrownBy(() -> carrier.type("abc", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> carrier.type(PHONE, " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMemoryFullOfThePastIsMadeShortWhileItRunsAndKeepsWhatCounts() throws Exception {
        var file = folder.resolve("long");
        try (var exchange = Exchange.open(file)) {
            for (var i = 0; i < 20_500; i++) {
                exchange.submit(PHONE, "1", new Segment(0, 1, 1, "m" + i), false, true, false);
            }
            exchange.type(PHONE, "due");
            assertThat(Files.readAllLines(file)).hasSizeLessThan(2_000);
        }
        try (var exchange = Exchange.open(file)) {
            assertThat(exchange.typed()).hasSize(1);
            assertThat(exchange.phones().get(0).messages()).hasSize(Phones.KEPT);
            assertThat(exchange.phones().get(0).messages())
                    .extracting(Message::text)
                    .endsWith("m20499", "due");
        }
    }

    private void restart() throws Exception {
        carrier.close();
        carrier = VirtualCarrier.start(0, "centre", "secret", folder.resolve("memory"));
    }
}
