package cn.shanshao.ingest.broker;

import cn.shanshao.ingest.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The logins of the devices, in a synced file beside the broker: a device can log in while the database is away. A
 * password is generated and long (128 bits or more), so one salted SHA-256 of it is enough.
 */
public final class DeviceLogins {
    private final Path file;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<String, Login> logins;

    private DeviceLogins(Path file, Map<String, Login> logins) {
        this.file = file;
        this.logins = logins;
    }

    /**
     * What is kept of a credential; the password itself is nowhere.
     *
     * @param hash {@link #hash} of salt and password
     */
    public record Login(String salt, String hash) {
        public Login {
            if (salt.isBlank() || salt.contains(" ") || hash.isBlank() || hash.contains(" ")) {
                throw new IllegalArgumentException("salt and hash of a login must be without spaces and not empty");
            }
        }
    }

    /** Reads the file; none yet means no device yet. */
    public static DeviceLogins open(Path file) {
        try {
            return new DeviceLogins(file, Files.exists(file) ? read(file) : Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the device logins in " + file, e);
        }
    }

    private static Map<String, Login> read(Path file) throws IOException {
        var read = new TreeMap<String, Login>();
        for (var line : Files.readAllLines(file)) {
            var parts = line.split(" ", -1);
            if (parts.length != 3 || !Topics.isId(parts[0])) {
                throw new IOException(
                        "expected 'device salt hash' in every line of %s, was '%s'".formatted(file, line));
            }
            read.put(parts[0], new Login(parts[1], parts[2]));
        }
        return Map.copyOf(read);
    }

    /** SHA-256 of salt and password, in hexadecimal. */
    public static String hash(String salt, String password) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds a device or changes its password; who is connected with the old one is thrown out. On disk on return. */
    public synchronized void put(String device, String salt, String hash) {
        var next = new TreeMap<>(logins);
        next.put(device, new Login(salt, hash));
        replaceAll(next);
    }

    /** Takes a device's login away, and throws the device out. On disk on return. */
    public synchronized void remove(String device) {
        var next = new TreeMap<>(logins);
        next.remove(device);
        replaceAll(next);
    }

    /** The complete list: who is not in it, or has another password now, is thrown out. On disk on return. */
    public synchronized void replaceAll(Map<String, Login> all) {
        for (var device : all.keySet()) {
            if (!Topics.isId(device) || isReserved(device)) {
                throw new IllegalArgumentException(
                        "a device's login must match [A-Za-z0-9_-]{1,64} and not be, or begin like, one of a service, was "
                                + device);
            }
        }
        if (all.equals(logins)) {
            return;
        }
        var before = logins;
        write(all);
        logins = Map.copyOf(all);
        var changed = new TreeSet<>(before.keySet());
        changed.addAll(all.keySet());
        changed.removeIf(device -> Objects.equals(before.get(device), all.get(device)));
        changed.forEach(device -> listeners.forEach(listener -> listener.accept(device)));
    }

    /** A service's client ids begin with its login and a dash, so no device may be called like that. */
    private static boolean isReserved(String device) {
        return List.of(Rights.JOB, Rights.CENTRE).stream()
                .anyMatch(service -> device.equals(service) || device.startsWith(service + "-"));
    }

    private void write(Map<String, Login> all) {
        var lines = new TreeMap<>(all)
                .entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue().salt() + " "
                                + e.getValue().hash() + "\n")
                        .collect(Collectors.joining());
        var dir = file.toAbsolutePath().getParent();
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(dir);
            try (var out = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                var bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (var directory = FileChannel.open(dir)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the device logins to " + file, e);
        }
    }

    public boolean matches(String device, String password) {
        var login = logins.get(device);
        return login != null
                && MessageDigest.isEqual(
                        login.hash().getBytes(StandardCharsets.US_ASCII),
                        hash(login.salt(), password).getBytes(StandardCharsets.US_ASCII));
    }

    boolean knows(String device) {
        return logins.containsKey(device);
    }

    /** Is told every device whose login came, changed or went. */
    void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    void forget(Consumer<String> listener) {
        listeners.remove(listener);
    }
}
