package cn.shanshao.center;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** {@link CenterTest} with a real broker and a scripted carrier. All such tests share one application. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CenterTest
@Import(TestRoad.class)
public @interface RoadCenterTest {}
