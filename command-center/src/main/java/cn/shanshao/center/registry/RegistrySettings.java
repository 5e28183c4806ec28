package cn.shanshao.center.registry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The retained configuration on the broker.
 *
 * @param publish whether this command centre publishes it
 * @param gather how long changes are gathered before they go out together
 * @param retry pause before a publication that failed is tried again
 */
@ConfigurationProperties("shanshao.config")
record RegistrySettings(
        @DefaultValue("true") boolean publish,
        @DefaultValue("300ms") Duration gather,
        @DefaultValue("2s") Duration retry) {}
