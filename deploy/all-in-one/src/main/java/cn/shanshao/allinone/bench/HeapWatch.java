package cn.shanshao.allinone.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Watches the memory of another JVM of the same user, five times a second. */
final class HeapWatch implements AutoCloseable {
    private static final long EVERY_MS = 200;
    private static final long MB = 1 << 20;

    private final long pid;
    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final List<MemoryPoolMXBean> heap;
    private final LongAccumulator used = new LongAccumulator(Math::max, 0);
    private final LongAccumulator collected = new LongAccumulator(Math::max, 0);
    private final LongAccumulator resident = new LongAccumulator(Math::max, 0);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "heap-watch");
        thread.setDaemon(true);
        return thread;
    });

    private HeapWatch(long pid, JMXConnector connector) throws IOException {
        this.pid = pid;
        this.connector = connector;
        var beans = connector.getMBeanServerConnection();
        memory = ManagementFactory.getPlatformMXBean(beans, MemoryMXBean.class);
        heap = ManagementFactory.getPlatformMXBeans(beans, MemoryPoolMXBean.class).stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    static HeapWatch on(long pid) throws IOException {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            try {
                var url = new JMXServiceURL(machine.startLocalManagementAgent());
                var watch = new HeapWatch(pid, JMXConnectorFactory.connect(url));
                watch.clock.scheduleAtFixedRate(watch::look, 0, EVERY_MS, TimeUnit.MILLISECONDS);
                return watch;
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("the memory of process " + pid + " cannot be watched", e);
        }
    }

    private void look() {
        used.accumulate(memory.getHeapMemoryUsage().getUsed());
        collected.accumulate(heap.stream()
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(usage -> usage != null)
                .mapToLong(usage -> usage.getUsed())
                .sum());
        resident.accumulate(Meter.of(pid).residentMb());
    }

    /**
     * In MB.
     *
     * @param used most of the heap that was in use, rubbish with it
     * @param collected most of it that was left after a collection
     * @param resident most of the process
     */
    record Most(long used, long collected, long resident) {}

    Most most() {
        return new Most(used.get() / MB, collected.get() / MB, resident.get());
    }

    /** From here on anew. */
    void forget() {
        used.reset();
        collected.reset();
        resident.reset();
    }

    @Override
    public void close() throws IOException {
        clock.shutdownNow();
        connector.close();
    }
}
