package cn.shanshao.center.notification.cmpp;

import cn.shanshao.center.OneLine;
import cn.shanshao.center.notification.gateway.Incoming;
import com.zx.sms.codec.cmpp.msg.CmppActiveTestRequestMessage;
import com.zx.sms.codec.cmpp.msg.CmppActiveTestResponseMessage;
import com.zx.sms.codec.cmpp.msg.CmppDeliverRequestMessage;
import com.zx.sms.codec.cmpp.msg.CmppDeliverResponseMessage;
import com.zx.sms.codec.cmpp.msg.CmppTerminateRequestMessage;
import com.zx.sms.codec.cmpp.msg.CmppTerminateResponseMessage;
import com.zx.sms.codec.cmpp.msg.Message;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: joins answers with their requests by the sequence number, and hands over what comes in, which the gateway
 * sends again when it could not be stored.
 */
final class Session extends SimpleChannelInboundHandler<Message> {
    private static final Logger log = LoggerFactory.getLogger(Session.class);
    private static final int TAKEN = 0;
    private static final int TOO_FAST = 8;
    private static final int FAILED = 9;

    private final Incoming.Listener listener;
    private final Executor storing;
    /** As many as there are callers that wait. */
    private final Map<Integer, CompletableFuture<Message>> waiting = new ConcurrentHashMap<>();

    private final CountDownLatch lost = new CountDownLatch(1);
    private volatile @Nullable Channel channel;

    /** @param storing where the listener may take its time */
    Session(Incoming.Listener listener, Executor storing) {
        this.listener = listener;
        this.storing = storing;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    boolean isActive() {
        var now = channel;
        return now != null && now.isActive();
    }

    /** Waits until the connection is gone, or for so long; whether it is gone. */
    boolean isLostWithin(Duration time) throws InterruptedException {
        return lost.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Sends it and waits for its answer.
     *
     * @throws TimeoutException when none came in time
     * @throws IOException when the connection was lost meanwhile
     */
    Message ask(Message request, Duration time) throws IOException, TimeoutException, InterruptedException {
        var now = channel;
        if (now == null) {
            throw new IOException("there is no connection");
        }
        var sequence = request.getHeader().getSequenceId();
        var answer = new CompletableFuture<Message>();
        waiting.put(sequence, answer);
        try {
            now.writeAndFlush(request).addListener(written -> {
                if (!written.isSuccess()) {
                    answer.completeExceptionally(written.cause());
                }
            });
            if (lost.getCount() == 0) {
                answer.completeExceptionally(new IOException("the connection was lost"));
            }
            return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            var why = e.getCause() == null ? e : e.getCause();
            throw new IOException(String.valueOf(why.getMessage()), why);
        } finally {
            waiting.remove(sequence);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Message message) {
        if (message instanceof CmppDeliverRequestMessage deliver) {
            take(context, deliver);
        } else if (message instanceof CmppActiveTestRequestMessage test) {
            context.writeAndFlush(new CmppActiveTestResponseMessage(test.getHeader()));
        } else if (message instanceof CmppTerminateRequestMessage end) {
            context.writeAndFlush(new CmppTerminateResponseMessage(end.getHeader()))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            var asked = waiting.get(message.getHeader().getSequenceId());
            if (asked != null) {
                asked.complete(message);
            }
        }
    }

    private void take(ChannelHandlerContext context, CmppDeliverRequestMessage deliver) {
        try {
            storing.execute(() -> answer(context, deliver, stored(deliver)));
        } catch (RejectedExecutionException e) {
            answer(context, deliver, TOO_FAST);
        }
    }

    private int stored(CmppDeliverRequestMessage deliver) {
        try {
            listener.arrived(Delivers.read(deliver));
            return TAKEN;
        } catch (RuntimeException | Error e) {
            // not from whom: that is a person's number
            log.warn("could not store what somebody sent; the carrier is asked to send it again: {}", OneLine.of(e));
            return FAILED;
        }
    }

    private static void answer(ChannelHandlerContext context, CmppDeliverRequestMessage deliver, int result) {
        var answer = new CmppDeliverResponseMessage(deliver.getHeader());
        answer.setMsgId(deliver.getMsgId());
        answer.setResult(result);
        context.writeAndFlush(answer);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost.countDown();
        waiting.values().forEach(asked -> asked.completeExceptionally(new IOException("the connection was lost")));
    }

    /** What cannot be read leaves no way to tell where the next message begins. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.warn("the connection to the carrier is closed: {}", OneLine.of(cause));
        context.close();
    }

    /** Says that it ends, and closes. */
    void end(Duration time) {
        var now = channel;
        if (now == null) {
            return;
        }
        if (now.isActive()) {
            now.writeAndFlush(new CmppTerminateRequestMessage()).awaitUninterruptibly(time.toMillis());
        }
        now.close().awaitUninterruptibly(time.toMillis());
    }
}
