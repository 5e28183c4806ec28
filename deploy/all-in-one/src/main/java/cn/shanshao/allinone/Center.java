package cn.shanshao.allinone;

import cn.shanshao.allinone.web.Rooms;
import cn.shanshao.center.CommandCenter;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Starts the command centre in this JVM, with the addresses and passwords of the other parts. */
final class Center {
    private Center() {}

    /**
     * @param properties stand above the application's own file
     * @param shared parts of this JVM that beans of {@link Rooms} ask for, by type; the centre does not stop them
     */
    static ConfigurableApplicationContext start(Map<String, Object> properties, Map<Class<?>, Object> shared) {
        return new SpringApplicationBuilder(CommandCenter.class, Rooms.class)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .initializers(context -> {
                    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("parts", properties));
                    shared.forEach((type, part) -> share((GenericApplicationContext) context, type, part));
                })
                .run();
    }

    @SuppressWarnings("unchecked")
    private static <T> void share(GenericApplicationContext context, Class<T> type, Object part) {
        context.registerBean(type, () -> (T) part, definition -> definition.setDestroyMethodName(""));
    }
}
