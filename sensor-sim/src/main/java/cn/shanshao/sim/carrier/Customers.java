package cn.shanshao.sim.carrier;

import java.util.ArrayList;
import java.util.List;
import org.jsmpp.session.SMPPServerSession;

/** The bound sessions of the customer, and a place to wait for one that may be told something. */
final class Customers {
    static final int SESSIONS = 32;

    private final List<SMPPServerSession> sessions = new ArrayList<>();

    synchronized boolean add(SMPPServerSession session) {
        if (sessions.size() >= SESSIONS) {
            return false;
        }
        sessions.add(session);
        notifyAll();
        return true;
    }

    synchronized void remove(SMPPServerSession session) {
        sessions.remove(session);
    }

    /** The newest session that receives; waits until there is one. */
    synchronized SMPPServerSession await() throws InterruptedException {
        while (true) {
            for (var i = sessions.size() - 1; i >= 0; i--) {
                if (sessions.get(i).getSessionState().isReceivable()) {
                    return sessions.get(i);
                }
            }
            wait(200);
        }
    }

    void close() {
        List<SMPPServerSession> all;
        synchronized (this) {
            all = List.copyOf(sessions);
            sessions.clear();
        }
        all.forEach(SMPPServerSession::unbindAndClose);
    }
}
