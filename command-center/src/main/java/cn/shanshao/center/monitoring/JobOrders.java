package cn.shanshao.center.monitoring;

import cn.shanshao.center.Loop;
import cn.shanshao.center.Loops;
import cn.shanshao.center.OneLine;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.mqtt.Backoff;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.ingest.wire.WireException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Overhears the sirens that the job sounds by a standing order, so that they stand in the list of commands beside ours and
 * their answers find them. Only while it listens: a queue that outlives us could fill, and then hold up a siren.
 */
@Component
class JobOrders implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(JobOrders.class);
    static final String JOB = "job";
    private static final int ROOM = 1_000;
    private static final Backoff REST = Backoff.between(Duration.ofMillis(100), Duration.ofSeconds(5));

    private final MqttLogin login;
    private final Orders orders;
    private final Registry registry;
    private final BlockingQueue<Delivery> heard = new ArrayBlockingQueue<>(ROOM);
    private final Loop worker;
    private volatile MqttClient mqtt;

    JobOrders(MqttLogin login, Orders orders, Registry registry, Loops loops) {
        this.login = login.as("overhears");
        this.orders = orders;
        this.registry = registry;
        this.worker = loops.loop("job-orders", REST, this::work);
        this.mqtt = client();
    }

    private MqttClient client() {
        return new MqttClient(login, List.of(Topics.COMMANDS), this::arrived, connection -> {});
    }

    private void arrived(Delivery delivery) {
        if (!heard.offer(delivery)) {
            log.warn("a command on {} is not listed: {} wait already", OneLine.of(delivery.topic()), ROOM);
        }
        delivery.from().acknowledge(delivery);
    }

    /** What the database cannot take now stays where it is, and is tried again. */
    private void work() throws InterruptedException {
        var next = heard.poll(1, TimeUnit.SECONDS);
        if (next == null) {
            return;
        }
        try {
            take(next);
        } catch (WireException e) {
            log.warn("what stands on {} is no command: {}", OneLine.of(next.topic()), OneLine.of(e.getMessage()));
        } catch (DataIntegrityViolationException e) {
            log.warn("a command on {} cannot be listed: {}", OneLine.of(next.topic()), OneLine.of(e));
        } catch (RuntimeException e) {
            if (!heard.offer(next)) {
                log.warn("a command on {} is not listed: {}", OneLine.of(next.topic()), OneLine.of(e));
            }
            throw e;
        }
    }

    private void take(Delivery delivery) {
        var command = Json.read(delivery.payload(), Command.class);
        var device = Topics.commanded(delivery.topic()).flatMap(registry::findDevice);
        if (!JOB.equals(command.by()) || device.isEmpty()) {
            return;
        }
        orders.note(new Order(
                command.id(),
                device.get().id(),
                command.action(),
                command.args(),
                JOB,
                device.get().realm(),
                delivery.received(),
                command.expires(),
                Order.State.SENT,
                null,
                null));
        orders.settleEarly(device.get().id(), command.id());
    }

    @Override
    public void start() {
        worker.start();
        mqtt = client();
        mqtt.start();
    }

    @Override
    public void stop() {
        mqtt.close();
        worker.stop(Duration.ZERO);
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }
}
