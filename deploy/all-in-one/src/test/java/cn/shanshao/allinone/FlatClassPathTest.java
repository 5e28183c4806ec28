package cn.shanshao.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** Everything runs on one flat class path, so no class may be there twice in two shapes. */
class FlatClassPathTest {
    private static final Pattern NETTY =
            Pattern.compile("netty-(?!tcnative|bom).*-(4\\.\\d+\\.\\d+\\.Final)(-.*)?\\.jar");

    @Test
    void holdsNoClassInTwoDifferentShapes() throws IOException {
        var shapes = new HashMap<String, Map<Long, List<String>>>();
        for (var jar : jars()) {
            try (var file = new JarFile(jar)) {
                file.stream()
                        .filter(FlatClassPathTest::isClass)
                        .forEach(entry -> shapes.computeIfAbsent(entry.getName(), name -> new TreeMap<>())
                                .computeIfAbsent(entry.getCrc(), crc -> new ArrayList<>())
                                .add(jar.getName()));
            }
        }
        var conflicts = new TreeMap<List<String>, String>((a, b) -> a.toString().compareTo(b.toString()));
        shapes.forEach((name, versions) -> {
            if (versions.size() > 1)
                conflicts.put(versions.values().stream().flatMap(List::stream).toList(), name);
        });
        assertThat(conflicts).isEmpty();
    }

    @Test
    void hasOneLoggingBackendAndNothingThatBringsAnother() throws IOException {
        assertThat(with("META-INF/services/org.slf4j.spi.SLF4JServiceProvider"))
                .singleElement()
                .asString()
                .startsWith("logback-classic");
        assertThat(jars()).extracting(File::getName).noneMatch(name -> name.startsWith("log4j-core"));
    }

    @Test
    void hasNettyInOneVersion() {
        assertThat(jars().stream()
                        .map(jar -> NETTY.matcher(jar.getName()))
                        .filter(name -> name.matches())
                        .map(name -> name.group(1))
                        .distinct())
                .hasSize(1);
    }

    private static boolean isClass(ZipEntry entry) {
        var name = entry.getName();
        return name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("module-info.class");
    }

    private static List<String> with(String resource) throws IOException {
        var holders = new ArrayList<String>();
        for (var jar : jars()) {
            try (var file = new JarFile(jar)) {
                if (file.getEntry(resource) != null) holders.add(jar.getName());
            }
        }
        return holders;
    }

    private static List<File> jars() {
        return Arrays.stream(ClassPath.ofThisTest().split(File.pathSeparator))
                .map(File::new)
                .filter(file -> file.getName().endsWith(".jar"))
                .toList();
    }
}
