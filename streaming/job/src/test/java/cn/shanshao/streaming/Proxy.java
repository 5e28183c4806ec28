package cn.shanshao.streaming;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A door to the store that can be shut. */
final class Proxy implements AutoCloseable {
    private final ServerSocket door;
    private final URI behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isShut;

    Proxy(URI behind) throws IOException {
        this.behind = behind;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    void shut() throws IOException {
        isShut = true;
        for (var socket : open) {
            socket.close();
        }
    }

    void reopen() {
        isShut = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                if (isShut) {
                    client.close();
                } else {
                    join(client);
                }
            } catch (IOException e) {
                // the door is closed, or one connection has failed: the next may not
            }
        }
    }

    private void join(Socket client) throws IOException {
        var server = new Socket(behind.getHost(), behind.getPort());
        open.add(client);
        open.add(server);
        daemon(() -> pump(client, server));
        daemon(() -> pump(server, client));
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one side has gone, and takes the other with it
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        shut();
    }
}
