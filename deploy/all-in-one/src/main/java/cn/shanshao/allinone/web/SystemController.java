package cn.shanshao.allinone.web;

import cn.shanshao.allinone.watch.Watch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The one JVM about itself. */
@RestController
class SystemController {
    private final Watch watch;
    private final Properties versions;

    SystemController(Watch watch) throws IOException {
        this.watch = watch;
        this.versions = PropertiesLoaderUtils.loadProperties(new ClassPathResource("shanshao-versions.properties"));
    }

    /**
     * @param ports of HTTP, MQTT, Flink and the databases
     * @param durable the settings that keep acknowledged data through a power cut: {@code on}, {@code off}, {@code unknown}
     */
    record About(
            String version, String java, Instant startedAt, Map<String, Integer> ports, Map<String, String> durable) {}

    @GetMapping("/api/v1/system")
    About about() {
        return new About(
                versions.getProperty("shanshao"),
                Runtime.version().toString(),
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                watch.ports(),
                watch.durable().settings());
    }
}
