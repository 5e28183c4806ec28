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
    private volatile boolean cut;

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
        cut = true;
        open.forEach(StoreProxy::end);
    }

    public void mend() {
        cut = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var near = door.accept();
                if (cut) {
                    end(near);
                } else {
                    join(near);
                }
            } catch (IOException e) {
                // The door was closed, or one connection failed: the next accept tells which.
            }
        }
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
