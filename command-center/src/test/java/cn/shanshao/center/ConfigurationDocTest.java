package cn.shanshao.center;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** {@code docs/configuration.md} says what the code says: it is written anew, and the test fails, when it did not. */
class ConfigurationDocTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final String HEAD = """
            # Settings of the command centre

            Written by `ConfigurationDocTest` from the code; do not edit. Every key goes into an `application.yaml` beside the
            application, onto the command line (`--shanshao.demo=true`), or into the environment (`SHANSHAO_DEMO=true`: upper case,
            dots to underscores, dashes left out). Durations are written `300ms`, `2s`, `12h`, `30d`.

            The launcher sets most of them. What people usually set are its own variables: `SHANSHAO_HOME`, `SHANSHAO_HTTP_PORT`,
            `SHANSHAO_MQTT_PORT`, `SHANSHAO_FLINK_PORT`, `SHANSHAO_PUBLIC_URL`, `SHANSHAO_ADMIN_PASSWORD`. Beyond these, every
            setting of Spring Boot holds, such as `server.address` or `spring.datasource.url`.
            """;

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        var page = new StringBuilder(HEAD);
        for (var settings : settings()) {
            page.append(section(settings));
        }
        var written = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        Files.createDirectories(PAGE.getParent());
        Files.writeString(PAGE, page);
        assertThat(written)
                .as("docs/configuration.md was behind the code; it is written anew now, commit it")
                .isEqualTo(page.toString());
    }

    private static List<Class<?>> settings() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("cn.shanshao.center").stream()
                .<Class<?>>map(
                        bean -> ClassUtils.resolveClassName(Objects.requireNonNull(bean.getBeanClassName()), null))
                .filter(Class::isRecord)
                .sorted(Comparator.comparing(ConfigurationDocTest::prefix))
                .toList();
    }

    private static String prefix(Class<?> settings) {
        return settings.getAnnotation(ConfigurationProperties.class).value();
    }

    private static String section(Class<?> settings) throws IOException {
        var source = Files.readString(
                Path.of("src", "main", "java").resolve(settings.getName().replace('.', '/') + ".java"));
        var javadoc = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL)
                .matcher(source)
                .results()
                .map(found -> plain(found.group()))
                .collect(Collectors.joining(" @@ "));
        var about = javadoc.substring(0, first(javadoc)).strip();
        var text = new StringBuilder(
                "\n## `%s`\n%s\n\n| key | default | meaning |\n|---|---|---|\n".formatted(prefix(settings), about));
        rows(settings, prefix(settings), javadoc).forEach(text::append);
        return text.toString();
    }

    private static int first(String javadoc) {
        return Stream.of("@param", "@@")
                .mapToInt(javadoc::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(javadoc.length());
    }

    private static Stream<String> rows(Class<?> settings, String prefix, String javadoc) {
        return Stream.of(settings.getRecordComponents()).flatMap(c -> {
            var key = prefix + "." + dashed(c.getName());
            if (c.getGenericType() instanceof ParameterizedType list
                    && list.getActualTypeArguments()[0] instanceof Class<?> each
                    && each.isRecord()) {
                return Stream.concat(
                        Stream.of("| `%s` |  | %s |%n".formatted(key, meaning(javadoc, settings, c))),
                        rows(each, key + "[0]", javadoc));
            }
            return c.getType().isRecord()
                    ? rows(c.getType(), key, javadoc)
                    : Stream.of("| `%s` | %s | %s |%n".formatted(key, usual(c), meaning(javadoc, settings, c)));
        });
    }

    private static String meaning(String javadoc, Class<?> settings, RecordComponent component) {
        var found = Pattern.compile("@param " + component.getName() + " (.*?)(?=@param|@@|$)", Pattern.DOTALL)
                .matcher(javadoc);
        assertThat(found.find())
                .as("%s needs an @param %s", settings.getSimpleName(), component.getName())
                .isTrue();
        return found.group(1).strip();
    }

    private static String usual(RecordComponent component) {
        var usual = component.getAccessor().getAnnotation(DefaultValue.class);
        var parameter = component.getAnnotation(DefaultValue.class);
        var value = parameter != null ? parameter : usual != null ? usual : ofConstructor(component);
        return value == null || value.value().length == 0 || value.value()[0].isEmpty()
                ? ""
                : "`" + value.value()[0] + "`";
    }

    /** The annotation's target is a parameter, so it stands on the canonical constructor. */
    private static org.springframework.boot.context.properties.bind.@org.jspecify.annotations.Nullable DefaultValue
            ofConstructor(RecordComponent component) {
        var components = component.getDeclaringRecord().getRecordComponents();
        var constructor = Stream.of(component.getDeclaringRecord().getDeclaredConstructors())
                .filter(c -> c.getParameterCount() == components.length)
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < components.length; i++) {
            if (components[i].getName().equals(component.getName())) {
                return constructor.getParameters()[i].getAnnotation(DefaultValue.class);
            }
        }
        return null;
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("/\\*\\*|\\*/", "")
                .replaceAll("(?m)^\\s*\\* ?", "")
                .replaceAll("\\{@code ([^}]+)}", "`$1`")
                .replaceAll("\\{@link #?([^}]+)}", "`$1`")
                .replaceAll("\\s*\\n\\s*", " ")
                .strip();
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
