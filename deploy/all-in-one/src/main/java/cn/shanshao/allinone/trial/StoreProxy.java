package cn.shanshao.allinone.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire between the system and its time-series store that can be cut and mended. */
public final class StoreProxy implements AutoCloseable {
    private final ServerSocket door;
    private final URI store;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> held = ConcurrentHashMap.newKeySet();
    private volatile Wire wire = Wire.WHOLE;

    private enum Wire {
        WHOLE,
        CUT,
        HANGING
    }

    private StoreProxy(ServerSocket door, URI store) {
        this.door = door;
        this.store = store;
    }

    public static StoreProxy before(URI store) throws IOException {
        var proxy = new StoreProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), store);
        start("store-proxy", proxy::accept);
        return proxy;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** Ends what is open, and every new connection at once. */
    public void cut() {
        become(Wire.CUT);
    }

    /** Ends what is open; new connections are taken, and nothing is ever answered. */
    public void hang() {
        become(Wire.HANGING);
    }

    public void mend() {
        become(Wire.WHOLE);
    }

    private void become(Wire next) {
        wire = next;
        open.forEach(StoreProxy::end);
        held.forEach(StoreProxy::end);
    }

    /** Connections whose other side still waits for an answer that does not come. */
    public Set<Socket> held() {
        return Set.copyOf(held);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var near = door.accept();
                switch (wire) {
                    case CUT -> end(near);
                    case HANGING -> hold(near);
                    case WHOLE -> join(near);
                }
            } catch (IOException e) {
                // The door was closed, or one connection failed: the next accept tells which.
            }
        }
    }

    private void hold(Socket near) {
        held.add(near);
        start("store-proxy-held", () -> {
            try (var in = near.getInputStream()) {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The other side gave up, or the wire was mended.
            } finally {
                end(near);
                held.remove(near);
            }
        });
    }

    private void join(Socket near) throws IOException {
        var far = new Socket();
        try {
            far.connect(new InetSocketAddress(store.getHost(), store.getPort()), 5_000);
        } catch (IOException e) {
            end(near);
            end(far);
            throw e;
        }
        open.add(near);
        open.add(far);
        start("store-proxy-out", () -> pump(near, far));
        start("store-proxy-in", () -> pump(far, near));
    }

    private void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // One side ended; so does the other.
        } finally {
            end(from);
            end(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    private static void start(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
