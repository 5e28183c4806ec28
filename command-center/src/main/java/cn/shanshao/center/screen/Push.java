package cn.shanshao.center.screen;

import cn.shanshao.center.Loop;
import cn.shanshao.center.Loops;
import cn.shanshao.ingest.mqtt.Backoff;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends deltas to those who watch, one after the other, on a thread of its own: whoever has something to tell never
 * waits for a browser. When the queue is full a live value is left out (the next is a second away); anything else that
 * finds no room makes every page start again from the overview.
 */
@Component("screenPush")
class Push implements SmartLifecycle {
    private static final int WAITING = 10_000;
    private static final int ROOM_FOR_CHANGES = 2_000;
    private static final Backoff REST = Backoff.between(Duration.ofMillis(20), Duration.ofMillis(200));

    private final SimpMessagingTemplate stomp;
    private final Watchers watchers;
    private final Sockets sockets;
    private final JsonMapper json;
    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(WAITING);
    private final Loop sender;

    Push(SimpMessagingTemplate stomp, Watchers watchers, Sockets sockets, JsonMapper json, Loops loops) {
        this.sender = loops.loop("push", REST, this::send);
        this.stomp = stomp;
        this.watchers = watchers;
        this.sockets = sockets;
        this.json = json;
    }

    /** A change that must not be missed; {@code body} is put together later, and only when somebody watches. */
    void change(Collection<Topic> topics, String type, Supplier<? extends Optional<?>> body) {
        var listeners = topics.stream().filter(watchers::watch).toList();
        if (!listeners.isEmpty() && !queue.offer(() -> deliver(listeners, type, body.get()))) {
            queue.clear();
            sockets.restartAll();
        }
    }

    /** A value that the next one replaces. */
    void passing(Topic topic, Supplier<?> envelope) {
        if (watchers.watch(topic) && queue.remainingCapacity() > ROOM_FOR_CHANGES) {
            queue.offer(() -> deliver(List.of(topic), envelope.get()));
        }
    }

    private void deliver(List<Topic> topics, String type, Optional<?> body) {
        body.ifPresent(b -> deliver(topics, Map.of("type", type, type, b)));
    }

    private void deliver(List<Topic> topics, Object envelope) {
        var bytes = json.writeValueAsBytes(envelope);
        for (var topic : topics) {
            var message = MessageBuilder.withPayload(bytes)
                    .setHeader(MessageHeaders.CONTENT_TYPE, MimeTypeUtils.APPLICATION_JSON)
                    .build();
            stomp.send(topic.destination(), message);
        }
    }

    private void send() throws InterruptedException {
        var next = queue.poll(1, TimeUnit.SECONDS);
        try {
            if (next != null) {
                next.run();
            }
        } catch (RuntimeException | Error e) {
            sockets.restartAll();
            throw e;
        }
    }

    @Override
    public void start() {
        sender.start();
    }

    @Override
    public void stop() {
        sender.stop(Duration.ZERO);
    }

    @Override
    public boolean isRunning() {
        return sender.isRunning();
    }
}
