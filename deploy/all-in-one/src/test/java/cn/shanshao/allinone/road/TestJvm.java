package cn.shanshao.allinone.road;

import cn.shanshao.allinone.trial.Jvm;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * A Java that starts the system fast, for it is started two dozen times: without the compiler that pays off after minutes,
 * and with the classes as the first of the systems that ended in good order left them in an archive of the JVM. Such an
 * archive wants a class path of nothing but jars, as the installed system has it.
 */
final class TestJvm {
    private static final Path FOLDER = Path.of("target", "trial").toAbsolutePath();
    private static final Path ARCHIVE = FOLDER.resolve("classes.jsa");
    private static final Jvm OF_THIS_RUN = new Jvm(jars(), TestJvm::options);

    private TestJvm() {}

    static Jvm ofThisTest() {
        return OF_THIS_RUN;
    }

    private static List<String> options() {
        return List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // what cannot be archived is loaded as ever, and of no interest
                "-Xlog:cds=error",
                (Files.exists(ARCHIVE) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + ARCHIVE);
    }

    /** The class path of the running test, also where Surefire hides it behind a manifest, with jars for its folders. */
    private static String jars() {
        try {
            Files.createDirectories(FOLDER);
            Files.deleteIfExists(ARCHIVE);
            var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            var jars = new ArrayList<String>();
            for (var entry : path.split(File.pathSeparator)) {
                jars.add(Files.isDirectory(Path.of(entry)) ? jar(entry, jars.size()) : entry);
            }
            return String.join(File.pathSeparator, jars);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jar(String folder, int number) {
        var file = FOLDER.resolve("folder-%d.jar".formatted(number)).toString();
        var code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", file, "-C", folder, ".");
        if (code != 0) {
            throw new IllegalStateException("jar of %s ended with code %d".formatted(folder, code));
        }
        return file;
    }
}
