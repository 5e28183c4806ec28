package cn.shanshao.center;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * {@link CenterTest} with the limits that some tests want other than they are: some near enough to be met, the patience with
 * wrong passwords far enough not to be. All such tests share one application, so what one of them needs is added here.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CenterTest
@TestPropertySource(
        properties = {
            "shanshao.identity.login-patience=1000",
            "shanshao.identity.address-patience=1000",
            "shanshao.points.files=6",
            "shanshao.socket-check=200ms"
        })
public @interface OwnLimitsTest {}
