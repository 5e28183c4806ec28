package cn.shanshao.center.warning;

import cn.shanshao.center.CenterTest;
import cn.shanshao.center.Jam;
import cn.shanshao.center.alert.TakenAlert;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** {@link CenterTest} with a valley to warn. All such tests share one application, so use points of your own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CenterTest
@TestPropertySource(properties = "shanshao.warning.meteorology.220282=wn-weather")
@Import({Valley.class, Town.class, TakenAlert.class, Jam.class})
@interface ValleyTest {}
