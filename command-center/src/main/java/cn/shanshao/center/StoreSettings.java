package cn.shanshao.center;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The time-series store, for reading.
 *
 * @param url of its HTTP port
 * @param user empty for none
 * @param password empty for none
 */
@ConfigurationProperties("shanshao.store")
record StoreSettings(
        @DefaultValue("http://127.0.0.1:9000") URI url,
        @DefaultValue("") String user,
        @DefaultValue("") String password) {}
