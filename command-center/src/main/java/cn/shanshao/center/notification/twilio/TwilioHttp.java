package cn.shanshao.center.notification.twilio;

import com.twilio.exception.ApiConnectionException;
import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * What the SDK speaks through. The SDK's own client repeats a POST that was answered with 5xx, and a connection that was
 * kept open may be gone: either way nobody could say how many messages left. So each request is made once, over a
 * connection of its own.
 */
final class TwilioHttp extends HttpClient implements AutoCloseable {
    private final URI api;
    private final CloseableHttpClient client;

    TwilioHttp(TwilioSettings settings) {
        this.api = settings.api();
        var answer = Timeout.of(settings.answer());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(settings.window() + 1)
                .setMaxConnPerRoute(settings.window() + 1)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(answer)
                        .setSocketTimeout(answer)
                        .build())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(answer)
                        .setResponseTimeout(answer)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build();
    }

    /** The request certainly did not leave. */
    static final class NotConnected extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotConnected(IOException why) {
            super(why.getMessage(), why);
        }
    }

    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response makeRequest(Request request) {
        try {
            return client.execute(
                    outgoing(request),
                    answer -> new Response(
                            answer.getEntity() == null ? "" : EntityUtils.toString(answer.getEntity()),
                            answer.getCode()));
        } catch (ConnectException
                | NoRouteToHostException
                | UnknownHostException
                | ConnectTimeoutException
                | ConnectionRequestTimeoutException
                | SSLHandshakeException
                | SSLPeerUnverifiedException e) {
            throw new NotConnected(e);
        } catch (IOException e) {
            throw new ApiConnectionException(e.toString(), e);
        }
    }

    private HttpUriRequestBase outgoing(Request request) {
        var asked = URI.create(request.constructURL().toString());
        var path = asked.getRawQuery() == null ? asked.getRawPath() : asked.getRawPath() + "?" + asked.getRawQuery();
        var outgoing = new HttpUriRequestBase(request.getMethod().toString(), api.resolve(path));
        outgoing.addHeader("Authorization", request.getAuthString());
        outgoing.addHeader("Accept", "application/json");
        if (!request.getPostParams().isEmpty()) {
            outgoing.setEntity(new StringEntity(request.encodeFormBody(), ContentType.APPLICATION_FORM_URLENCODED));
        }
        return outgoing;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
