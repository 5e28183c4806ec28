package cn.shanshao.center.notification.cmpp;

import cn.shanshao.center.Loop;
import cn.shanshao.center.SmsText;
import cn.shanshao.center.notification.cmpp.CmppSettings.Version;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Outcome;
import cn.shanshao.center.notification.gateway.RealmGuard;
import cn.shanshao.center.notification.gateway.Redelivery;
import cn.shanshao.center.notification.gateway.SmsGateway;
import cn.shanshao.center.notification.gateway.Submission;
import cn.shanshao.center.notification.gateway.Turns;
import cn.shanshao.center.notification.gateway.Turns.Seats;
import cn.shanshao.ingest.mqtt.Backoff;
import com.zx.sms.codec.cmpp.CMPPMessageCodecAggregator;
import com.zx.sms.codec.cmpp.CmppHeaderCodec;
import com.zx.sms.codec.cmpp.msg.CmppActiveTestRequestMessage;
import com.zx.sms.codec.cmpp.msg.CmppConnectRequestMessage;
import com.zx.sms.codec.cmpp.msg.CmppConnectResponseMessage;
import com.zx.sms.codec.cmpp.msg.CmppSubmitResponseMessage;
import com.zx.sms.codec.cmpp20.CMPP20MessageCodecAggregator;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.EncoderException;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one session with the carrier's gateway, and submits through it. A lost session is made again, with back-off. The
 * frames are those of sms-core; its own connections, queues and joining of long texts are not used.
 */
public final class CmppLink implements SmsGateway {
    private static final Logger log = LoggerFactory.getLogger(CmppLink.class);
    private static final Backoff REST = Backoff.between(Duration.ofMillis(200), Duration.ofSeconds(10));
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int LONGEST_FRAME = 4 * 1024;
    private static final int STORING_THREADS = 4;
    private static final int STORING_QUEUE = 1_000;
    private static final long TAKEN = 0;
    private static final long TOO_FAST = 8;

    private final CmppSettings settings;
    private final RealmGuard guard;
    private final Incoming.Listener listener;
    private final Runnable onBound;
    private final Clock clock;
    private final Loop keeper = new Loop("cmpp-link", REST, this::hold);
    private final Turns<Session> turns = new Turns<>(this::open);
    private volatile @Nullable Seats<Session> seats;
    private volatile String trouble = "not connected yet";

    /**
     * @param listener called on several threads
     * @param onBound called after each login; must return at once
     */
    public CmppLink(
            CmppSettings settings, RealmGuard guard, Incoming.Listener listener, Runnable onBound, Clock clock) {
        this.settings = settings;
        this.guard = guard;
        this.listener = listener;
        this.onBound = onBound;
        this.clock = clock;
    }

    @Override
    public void start() {
        keeper.start();
    }

    @Override
    public boolean isBound() {
        return !open().isEmpty();
    }

    private List<Seats<Session>> open() {
        var now = seats;
        return now != null && now.session().isActive() ? List.of(now) : List.of();
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public int window() {
        return settings.window();
    }

    /** One CMPP_SUBMIT each. */
    @Override
    public int parts(String text) {
        return SmsText.parts(text).size();
    }

    @Override
    public boolean flashes() {
        return true;
    }

    @Override
    public Outcome submit(Submission message, int part) {
        try (var turn = turns.take(message.urgency(), settings.answer())) {
            return turn == null
                    ? new Outcome.NotSent(isBound() ? Turns.NONE_FREE : trouble)
                    : submit(turn.session(), message, part);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.NotSent("interrupted");
        }
    }

    private Outcome submit(Session now, Submission message, int part) {
        var submit = Submits.of(settings, message, part, clock.instant());
        guard.check(message);
        try {
            return outcome((CmppSubmitResponseMessage) now.ask(submit, settings.answer()));
        } catch (TimeoutException e) {
            return new Outcome.Unknown("no answer within " + settings.answer());
        } catch (IOException e) {
            return e.getCause() instanceof EncoderException
                    ? new Outcome.Refused(String.valueOf(e.getMessage()))
                    : new Outcome.Unknown(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("interrupted");
        } catch (RuntimeException e) {
            log.warn("{} could not be submitted", message, e);
            return new Outcome.Unknown(e.toString());
        }
    }

    private static Outcome outcome(CmppSubmitResponseMessage answer) {
        var result = answer.getResult();
        if (result == TAKEN) {
            return new Outcome.Accepted(answer.getMsgId().toString());
        }
        return result == TOO_FAST
                ? new Outcome.Throttled(String.valueOf(result), true)
                : new Outcome.Refused(String.valueOf(result));
    }

    /** One session from its beginning to its end. */
    private void hold() throws IOException, InterruptedException {
        var group = new NioEventLoopGroup(1, new DefaultThreadFactory("cmpp", true));
        var storing = storing();
        var fresh = new Session(new Redelivery(listener), storing);
        try {
            connect(group, fresh);
            login(fresh);
            seats = new Seats<>(fresh, settings.window(), settings.rate());
            turns.changed();
            log.info("connected to the carrier at {}:{} as {}", settings.host(), settings.port(), settings.spId());
            onBound.run();
            while (!fresh.isLostWithin(settings.enquire())) {
                fresh.ask(new CmppActiveTestRequestMessage(), settings.answer());
            }
            trouble = "the carrier's connection was lost";
        } catch (TimeoutException e) {
            trouble = "the carrier does not answer";
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
        } finally {
            seats = null;
            turns.changed();
            fresh.end(FAREWELL);
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            storing.shutdown();
        }
        throw new IOException(trouble);
    }

    private static ExecutorService storing() {
        return new ThreadPoolExecutor(
                STORING_THREADS,
                STORING_THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(STORING_QUEUE),
                task -> new Thread(task, "cmpp-storing"));
    }

    private void connect(EventLoopGroup group, Session fresh) throws IOException, InterruptedException {
        var connecting = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.answer().toMillis())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new LengthFieldBasedFrameDecoder(LONGEST_FRAME, 0, 4, -4, 0, true))
                                .addLast(new CmppHeaderCodec())
                                .addLast(
                                        settings.version() == Version.V3
                                                ? CMPPMessageCodecAggregator.getInstance()
                                                : CMPP20MessageCodecAggregator.getInstance())
                                .addLast(fresh);
                    }
                })
                .connect(settings.host(), settings.port())
                .await();
        if (!connecting.isSuccess()) {
            throw new IOException(String.valueOf(connecting.cause().getMessage()), connecting.cause());
        }
    }

    private void login(Session fresh) throws IOException, TimeoutException, InterruptedException {
        var proof = Authenticator.of(settings.spId(), settings.secret(), clock.instant());
        var connect = new CmppConnectRequestMessage();
        connect.setSourceAddr(settings.spId());
        connect.setAuthenticatorSource(proof.digest());
        connect.setTimestamp(Long.parseLong(proof.timestamp()));
        connect.setVersion((short) settings.version().code());
        var answer = (CmppConnectResponseMessage) fresh.ask(connect, settings.answer());
        if (answer.getStatus() != TAKEN) {
            throw new IOException("the login is refused (status %d)".formatted(answer.getStatus()));
        }
    }

    /** It may be started again. */
    @Override
    public void close() {
        keeper.stop(Duration.ZERO);
    }
}
