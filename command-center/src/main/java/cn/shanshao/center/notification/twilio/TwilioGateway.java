package cn.shanshao.center.notification.twilio;

import cn.shanshao.center.Loop;
import cn.shanshao.center.notification.gateway.Outcome;
import cn.shanshao.center.notification.gateway.RealmGuard;
import cn.shanshao.center.notification.gateway.SmsGateway;
import cn.shanshao.center.notification.gateway.Submission;
import cn.shanshao.center.notification.gateway.Turns;
import cn.shanshao.center.notification.gateway.Turns.Seats;
import cn.shanshao.center.notification.gateway.VoiceGateway;
import cn.shanshao.center.notification.twilio.TwilioHttp.NotConnected;
import cn.shanshao.ingest.mqtt.Backoff;
import com.twilio.exception.ApiConnectionException;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages and calls through Twilio, which cuts and joins long texts itself. There is no connection to hold: the account is
 * asked for at the start and from time to time, and a request that could not be made at all brings the next such question
 * forward. With the account it is asked for the texts that did not reach us.
 */
public final class TwilioGateway implements SmsGateway, VoiceGateway {
    private static final Logger log = LoggerFactory.getLogger(TwilioGateway.class);
    private static final Backoff REST = Backoff.between(Duration.ofMillis(200), Duration.ofSeconds(10));
    private static final long LONGEST_VALIDITY = Duration.ofHours(4).toSeconds();
    private static final int TOO_MANY = 429;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int SERVER_ERROR = 500;

    private final TwilioSettings settings;
    private final RealmGuard guard;
    private final Callbacks callbacks;
    private final MissedTexts missed;
    private final Runnable onBound;
    private final Loop keeper = new Loop("twilio", REST, this::hold);
    private final Turns<Reached> turns = new Turns<>(this::open);
    private volatile @Nullable Seats<Reached> reached;
    private volatile String trouble = "not asked yet";

    /** The account, from when it answered until it does not. */
    private record Reached(TwilioRestClient client, CountDownLatch lost) {}

    /**
     * @param once called on the threads that callbacks come on, and on that which asks for the account
     * @param onBound called whenever the account is reached after it was not; must return at once
     */
    public TwilioGateway(TwilioSettings settings, RealmGuard guard, Once once, Runnable onBound) {
        this.settings = settings;
        this.guard = guard;
        this.callbacks = new Callbacks(settings, once);
        this.missed = new MissedTexts(settings, once);
        this.onBound = onBound;
    }

    /** Where what Twilio calls back with is checked and taken. */
    public Callbacks callbacks() {
        return callbacks;
    }

    @Override
    public void start() {
        keeper.start();
    }

    @Override
    public boolean isBound() {
        return reached != null;
    }

    private List<Seats<Reached>> open() {
        var now = reached;
        return now == null ? List.of() : List.of(now);
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public int window() {
        return settings.window();
    }

    @Override
    public int parts(String text) {
        return 1;
    }

    /** There is no such message in its interface. */
    @Override
    public boolean flashes() {
        return false;
    }

    @Override
    public boolean calls() {
        return !isService();
    }

    @Override
    public Outcome submit(Submission message, int part) {
        var seconds = Math.max(1, Math.min(message.validity().toSeconds(), LONGEST_VALIDITY));
        return request(
                message,
                client -> creator(message)
                        .setStatusCallback(callbacks.status(message.reference()))
                        .setValidityPeriod((int) seconds)
                        .create(client)
                        .getSid());
    }

    private MessageCreator creator(Submission message) {
        var to = new PhoneNumber(Numbers.international(message.to()));
        return isService()
                ? Message.creator(to, settings.from(), message.text())
                : Message.creator(to, new PhoneNumber(settings.from()), message.text());
    }

    private boolean isService() {
        return settings.from().startsWith("MG");
    }

    @Override
    public Outcome call(Submission message) {
        if (isService()) {
            return new Outcome.Refused("a messaging service has no number to call from");
        }
        var key = callbacks.key(message.reference(), message.language());
        var spoken = new Twiml(Spoken.text(message.text(), message.language(), key));
        return request(
                message,
                client -> Call.creator(
                                new PhoneNumber(Numbers.international(message.to())),
                                new PhoneNumber(settings.from()),
                                spoken)
                        .setStatusCallback(callbacks.call(message.reference()))
                        .create(client)
                        .getSid());
    }

    private Outcome request(Submission message, Function<TwilioRestClient, String> sending) {
        try (var turn = turns.take(message.urgency(), settings.answer())) {
            return turn == null
                    ? new Outcome.NotSent(isBound() ? Turns.NONE_FREE : trouble)
                    : request(turn.session(), message, sending);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.NotSent("interrupted");
        }
    }

    private Outcome request(Reached now, Submission message, Function<TwilioRestClient, String> sending) {
        guard.check(message);
        try {
            return new Outcome.Accepted(sending.apply(now.client()));
        } catch (NotConnected e) {
            return lost(now, String.valueOf(e.getMessage()));
        } catch (ApiException e) {
            return refusal(now, e);
        } catch (ApiConnectionException e) {
            return new Outcome.Unknown(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.warn("{} could not be submitted", message, e);
            return new Outcome.Unknown(e.toString());
        }
    }

    private Outcome lost(Reached now, String why) {
        trouble = why;
        now.lost().countDown();
        return new Outcome.NotSent(why);
    }

    /** A server that fails may have taken the message before; one that does not know us has not. */
    private Outcome refusal(Reached now, ApiException e) {
        var status = e.getStatusCode();
        if (status == null || status >= SERVER_ERROR) {
            return new Outcome.Unknown(String.valueOf(e.getMessage()));
        }
        if (status == UNAUTHORIZED || status == FORBIDDEN && e.getCode() == null) {
            return lost(now, "the login is refused (HTTP %d)".formatted(status));
        }
        var code = String.valueOf(e.getCode() == null ? status : e.getCode());
        return status == TOO_MANY ? new Outcome.Throttled(code, true) : new Outcome.Refused(code);
    }

    /** From when the account answers to when it does not. */
    private void hold() throws IOException, InterruptedException {
        try (var http = new TwilioHttp(settings)) {
            var client = new TwilioRestClient.Builder(settings.accountSid(), settings.authToken())
                    .httpClient(http)
                    .build();
            ask(client);
            log.info("reached the account {} at {}", settings.accountSid(), settings.api());
            var now = new Reached(client, new CountDownLatch(1));
            reached = new Seats<>(now, settings.window(), settings.rate());
            turns.changed();
            onBound.run();
            missed.take(client);
            while (!now.lost().await(settings.enquire().toMillis(), TimeUnit.MILLISECONDS)) {
                ask(client);
                missed.take(client);
            }
        } finally {
            reached = null;
            turns.changed();
        }
        throw new IOException(trouble);
    }

    private void ask(TwilioRestClient client) throws IOException {
        try {
            Account.fetcher(settings.accountSid()).fetch(client);
        } catch (ApiException e) {
            trouble = "the account is refused (HTTP %s)".formatted(e.getStatusCode());
            throw new IOException(trouble, e);
        } catch (ApiConnectionException | NotConnected e) {
            trouble = String.valueOf(e.getMessage());
            throw new IOException(trouble, e);
        }
    }

    /** It may be started again. */
    @Override
    public void close() {
        keeper.stop(Duration.ZERO);
    }
}
