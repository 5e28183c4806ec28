package cn.shanshao.center;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The single-page application: its routes lead to {@code index.html}; assets have a hash in their name and never change. */
@Configuration
class Pages implements WebMvcConfigurer {
    private static final String FILES = "classpath:/static/";

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        for (var route : new String[] {
            "/",
            "/login",
            "/phones",
            "/wall",
            "/m",
            "/m/**",
            "/points/**",
            "/new-point",
            "/devices/**",
            "/alerts/**",
            "/warnings/**",
            "/replies",
            "/messages",
            "/delegations",
            "/risk",
            "/rules",
            "/backtest",
            "/import",
            "/standing-orders",
            "/weaknesses",
            "/users",
            "/divisions",
            "/tokens",
            "/me",
            "/duty",
            "/audit",
            "/masks"
        }) {
            registry.addViewController(route).setViewName("forward:/index.html");
        }
    }

    /** A library for calls brings XML along; the interface speaks JSON, to a browser that would take XML too. */
    @Override
    public void configureMessageConverters(ServerBuilder builder) {
        builder.configureMessageConvertersList(converters -> converters.removeIf(Pages::isXml));
    }

    private static boolean isXml(HttpMessageConverter<?> converter) {
        return converter.getSupportedMediaTypes().stream().anyMatch(MediaType.APPLICATION_XML::equalsTypeAndSubtype);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/index.html").addResourceLocations(FILES).setCacheControl(CacheControl.noCache());
    }
}
