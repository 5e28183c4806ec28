/** HTTPS in one setting: a port of its own, with a certificate that is given or made by an authority of our own. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package cn.shanshao.center.https;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
