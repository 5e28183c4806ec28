package cn.shanshao.allinone.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of the server, unpacked once per version from the class path. */
record PostgresBinaries(Path dir) {
    /** @param parent where the folder of this version is put; built beside and renamed, so it is whole or absent */
    static PostgresBinaries unpack(Path parent) {
        var archive = archive();
        try (var in = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (in == null) {
                throw new PostgresFailure("no PostgreSQL binaries for " + System.getProperty("os.arch")
                        + " on the class path: use an amd64 or arm64 machine, or a server of your own");
            }
            var dir = parent.resolve("programs-" + version());
            if (Files.isExecutable(dir.resolve("bin/postgres"))) return new PostgresBinaries(dir);
            var beside = Files.createTempDirectory(Files.createDirectories(parent), "unpack");
            Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rwxr-xr-x"));
            extract(in, beside);
            Files.move(beside, dir, StandardCopyOption.ATOMIC_MOVE);
            return new PostgresBinaries(dir);
        } catch (IOException e) {
            throw new PostgresFailure("cannot unpack the PostgreSQL binaries below " + parent, e);
        }
    }

    String program(String name) {
        return dir.resolve("bin").resolve(name).toString();
    }

    private static String archive() {
        return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "/postgres-linux-x86_64.txz";
            case "aarch64" -> "/postgres-linux-arm_64.txz";
            default -> "/no-such-platform";
        };
    }

    private static String version() {
        try (var in = PostgresBinaries.class.getResourceAsStream("/shanshao-versions.properties")) {
            var properties = new java.util.Properties();
            properties.load(in);
            return properties.getProperty("postgres");
        } catch (IOException e) {
            throw new PostgresFailure("cannot read the version of the PostgreSQL binaries", e);
        }
    }

    private static void extract(InputStream packed, Path into) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) throw new IOException("entry outside the folder: " + entry.getName());
                write(tar, entry, target);
            }
        }
    }

    private static void write(InputStream in, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(in, target);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
