package cn.shanshao.ingest.broker;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.util.ReferenceCountUtil;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands before Artemis in every connection and sees each packet first. Artemis checks rights too, but too late for
 * some things: a SUBSCRIBE that it refuses deletes the queue which it names, and a client id takes over the session of
 * whoever had it. What is not in order goes no further than here.
 */
final class Gate extends ChannelDuplexHandler {
    private final Access access;
    private final Callers callers;
    private final Refusals refusals;
    private final BooleanSupplier diskFull;
    private @Nullable Caller caller;
    private @Nullable ScheduledFuture<?> patience;

    Gate(Access access, Callers callers, Refusals refusals, BooleanSupplier diskFull) {
        this.diskFull = diskFull;
        this.access = access;
        this.callers = callers;
        this.refusals = refusals;
    }

    /** Whoever gave a login in an acceptable CONNECT. Whether the password is right is Artemis's to ask. */
    private record Caller(Greeting greeting, Rights rights, Set<String> filters) {}

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        patience = context.executor()
                .schedule(
                        () -> {
                            refusals.count(
                                    Refusal.LOGIN,
                                    "somebody at " + context.channel().remoteAddress(),
                                    "too slow");
                            context.close();
                        },
                        Limits.LOGIN_SECONDS,
                        TimeUnit.SECONDS);
    }

    private void waitNoLonger() {
        if (patience != null) {
            patience.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) {
        if (!(packet instanceof MqttMessage message)) {
            context.fireChannelRead(packet);
        } else if (message.decoderResult().isFailure()) {
            hangUp(
                    context,
                    message,
                    Refusal.PACKET,
                    String.valueOf(message.decoderResult().cause()));
        } else if (message instanceof MqttConnectMessage connect && caller == null) {
            connect(context, connect);
        } else if (message instanceof MqttConnectMessage || caller == null) {
            hangUp(context, message, Refusal.PACKET, message.fixedHeader().messageType() + " out of turn");
        } else {
            pass(context, message, caller);
        }
    }

    private void connect(ChannelHandlerContext context, MqttConnectMessage connect) {
        var login =
                connect.payload().userName() == null ? "" : connect.payload().userName();
        var rights = access.rightsOf(login);
        var greeting = new Greeting(connect, login, rights);
        if (!login.isEmpty() && !access.owns(login, greeting.clientId())) {
            reject(context, greeting, Refusal.CLIENT_ID, "client id '" + greeting.clientId() + "'");
        } else if (connect.variableHeader().isWillFlag()
                && !rights.mayPublish(connect.payload().willTopic())) {
            reject(context, greeting, Refusal.WILL, connect.payload().willTopic());
        } else {
            caller = new Caller(greeting, rights, new HashSet<>());
            callers.came(login, context.channel());
            context.fireChannelRead(greeting.tamed());
        }
    }

    private void pass(ChannelHandlerContext context, MqttMessage message, Caller from) {
        if (message instanceof MqttSubscribeMessage subscribe && !maySubscribe(subscribe, from)) {
            refusals.count(
                    Refusal.SUBSCRIBE,
                    from.greeting().login(),
                    subscribe.payload().topicSubscriptions().stream()
                            .map(MqttTopicSubscription::topicFilter)
                            .toList()
                            .toString());
            context.writeAndFlush(Packets.refusalOf(subscribe, from.greeting().isVersion5()));
            ReferenceCountUtil.release(subscribe);
        } else if (message instanceof MqttPublishMessage && !from.rights().isService() && diskFull.getAsBoolean()) {
            hangUp(context, message, Refusal.DISK, "the disk is nearly full");
        } else if (message instanceof MqttPublishMessage publish) {
            context.fireChannelRead(Packets.tamed(publish, from.greeting().login(), from.rights()));
        } else {
            Packets.limitSession(message, from.greeting().sessionSeconds());
            context.fireChannelRead(message);
        }
    }

    /** All filters of a SUBSCRIBE or none. */
    private static boolean maySubscribe(MqttSubscribeMessage subscribe, Caller from) {
        var all = new HashSet<>(from.filters());
        for (var asked : subscribe.payload().topicSubscriptions()) {
            if (!from.rights().maySubscribe(asked.topicFilter())) {
                return false;
            }
            all.add(asked.topicFilter());
        }
        if (!from.rights().isService() && all.size() > Limits.DEVICE_FILTERS) {
            return false;
        }
        from.filters().addAll(all);
        return true;
    }

    /** Answers a CONNECT with no. */
    private void reject(ChannelHandlerContext context, Greeting greeting, Refusal cause, String what) {
        refusals.count(cause, greeting.login(), what);
        context.writeAndFlush(Packets.refusalOf(cause, greeting.isVersion5())).addListener(ChannelFutureListener.CLOSE);
    }

    private void hangUp(ChannelHandlerContext context, MqttMessage message, Refusal cause, String what) {
        var who = caller == null ? "somebody" : caller.greeting().login();
        refusals.count(cause, who + " at " + context.channel().remoteAddress(), what);
        if (caller != null && caller.greeting().isVersion5()) {
            context.writeAndFlush(Packets.goodbye(message, cause)).addListener(ChannelFutureListener.CLOSE);
        } else {
            context.close();
        }
        ReferenceCountUtil.release(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object packet, ChannelPromise promise) throws Exception {
        var answer = packet;
        if (packet instanceof MqttConnAckMessage connAck && caller != null) {
            answer = caller.greeting().told(connAck);
            waitNoLonger(); // accepted; or refused, and then Artemis hangs up
        }
        super.write(context, answer, promise);
    }

    /**
     * Artemis may still have a CONNECT or SUBSCRIBE of this connection before it when it hears of the end, and would
     * then bring a session of a dead connection to life, whose consumer holds messages for ever. A last packet behind
     * them, one that no client may send, makes it hang up once more, in turn.
     */
    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        waitNoLonger();
        if (caller != null) {
            callers.left(caller.greeting().login(), context.channel());
            context.fireChannelRead(Packets.nonsense());
        }
        super.channelInactive(context);
    }
}
