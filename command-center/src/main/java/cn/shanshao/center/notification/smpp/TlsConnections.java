package cn.shanshao.center.notification.smpp;

import cn.shanshao.center.notification.smpp.SmppSettings.Tls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;

/**
 * Connects over TLS 1.2 or newer, to nobody but who shows a certificate of a trusted authority that is made out for the host
 * that was asked for. What is trusted is read at each connection, so that a new authority needs no restart.
 *
 * @param patience for the connection, and for each answer of the handshake
 */
record TlsConnections(Tls tls, Duration patience) implements ConnectionFactory {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** @throws Distrusted when the carrier cannot prove who it is */
    @Override
    public Connection createConnection(String host, int port) throws IOException {
        var doorman = new Doorman(Trusted.authorities(tls));
        var plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
            plain.setSoTimeout((int) patience.toMillis());
            return new SocketConnection(shaken(plain, host, port, doorman));
        } catch (SSLException e) {
            plain.close();
            throw doorman.refusal(host, port, tls.trustedBy(), e);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private static SSLSocket shaken(Socket plain, String host, int port, Doorman doorman) throws IOException {
        var socket = (SSLSocket) context(doorman).getSocketFactory().createSocket(plain, host, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static SSLContext context(Doorman doorman) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {doorman}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
