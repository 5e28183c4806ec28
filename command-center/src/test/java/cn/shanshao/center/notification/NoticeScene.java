package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Residents;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What tests of notices and of what is answered to them have in common: people, a carrier that is there, and the desk. */
abstract class NoticeScene {
    @Autowired
    Registry registry;

    @Autowired
    Residents residents;

    @Autowired
    ScriptedCarrier carrier;

    @Autowired
    Messages messages;

    @Autowired
    RollCalls rollCalls;

    @Autowired
    Caller stranger;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void connect() {
        eventually(() -> assertThat(messages.isCarrierBound()).isTrue());
    }

    /** As the desk of warnings does it. */
    void issue(Object event) {
        transaction.executeWithoutResult(status -> events.publishEvent(event));
    }

    RollCallView.Home home(String point, int number) {
        return rollCalls.get(point + "-w").households().stream()
                .filter(home -> home.id().equals(point + "-h" + number))
                .findFirst()
                .orElseThrow();
    }

    /** Of the first household of a point. */
    RollState state(String point) {
        return home(point, 1).state();
    }

    List<String> textsTo(String phone) {
        return carrier.submittedTo(phone).stream()
                .map(ScriptedCarrier.Submitted::text)
                .toList();
    }
}
