package cn.shanshao.allinone.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans that this JVM adds to the command centre. */
@Configuration(proxyBeanMethods = false)
@Import({
    PhonesController.class,
    DeviceDoor.class,
    SystemController.class,
    PartHealth.class,
    PartWatch.class,
    CallingLines.class
})
public class Rooms {}
