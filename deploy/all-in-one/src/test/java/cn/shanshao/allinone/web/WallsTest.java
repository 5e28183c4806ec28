package cn.shanshao.allinone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Operations that the one JVM adds to those of the command centre, whose own test tells of the rest. */
class WallsTest {
    /**
     * What the system is made of is no division's. Phones are held to the wall by {@link PhonesControllerTest}. A stranger
     * is kept off both addresses by the rules of the command centre.
     */
    private static final Set<String> KNOWN =
            Set.of("GET /api/v1/system", "GET /phones/api", "POST /phones/api/{number}");

    @Test
    void everyOperationIsKnown() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        var found = scanner.findCandidateComponents("cn.shanshao.allinone").stream()
                .map(bean -> ClassUtils.resolveClassName(Objects.requireNonNull(bean.getBeanClassName()), null))
                .flatMap(WallsTest::operations)
                .collect(Collectors.toSet());
        assertThat(found)
                .as("who may do it, and what does a neighbour county see of it?")
                .isEqualTo(KNOWN);
    }

    private static Stream<String> operations(Class<?> controller) {
        var room = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        var base = room == null ? "" : room.path()[0];
        return Stream.of(controller.getDeclaredMethods()).flatMap(method -> {
            var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
            return mapping == null
                    ? Stream.<String>empty()
                    : Stream.of(
                            mapping.method()[0] + " " + base + (mapping.path().length == 0 ? "" : mapping.path()[0]));
        });
    }
}
